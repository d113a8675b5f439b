//! Query strings and form bodies.

use crate::{shown, value};
use params::{decode_query, decode_query_bytes, encode_query, encode_query_readable};

/// Query, and the tree it stands for. The odd ones are what PHP 8 makes of them.
static DECODED: &[(&str, &str)] = &[
    // Pairs.
    ("", "[]"),
    ("&&", "[]"),
    ("a=1&b=2", r#"{"a":"1","b":"2"}"#),
    ("a", r#"{"a":""}"#),
    ("a=", r#"{"a":""}"#),
    ("a=b=c", r#"{"a":"b=c"}"#),
    ("=1&a=2", r#"{"a":"2"}"#),
    ("a=1;b=2", r#"{"a":"1;b=2"}"#),
    ("a=1&b=2&a=3", r#"{"a":"3","b":"2"}"#),
    // Brackets.
    ("fields[TITLE]=x", r#"{"fields":{"TITLE":"x"}}"#),
    ("fields%5BTITLE%5D=x", r#"{"fields":{"TITLE":"x"}}"#),
    ("fields[PHONE][0][VALUE]=%2B7", r#"{"fields":{"PHONE":[{"VALUE":"+7"}]}}"#),
    ("select[]=ID&select[]=*", r#"{"select":["ID","*"]}"#),
    ("filter[%3E%3DID]=5&filter[!@ID][]=1", r#"{"filter":{">=ID":"5","!@ID":["1"]}}"#),
    // The first `=` ends the name, so this one must come encoded.
    ("filter[>=ID]=5", r#"{"filter_>":"ID]=5"}"#),
    ("ORDER[]=", r#"{"ORDER":[""]}"#),
    ("0=123&1[POST_MESSAGE]=x", r#"["123",{"POST_MESSAGE":"x"}]"#),
    ("a[1]=x&a[0]=y", r#"{"a":{"1":"x","0":"y"}}"#),
    ("a[0]=x&a[1]=y", r#"{"a":["x","y"]}"#),
    ("a[05]=x&a[-0]=y", r#"{"a":{"05":"x","-0":"y"}}"#),
    ("a[7]=x&a[]=y", r#"{"a":{"7":"x","8":"y"}}"#),
    ("a[-5]=x&a[]=y", r#"{"a":{"-5":"x","-4":"y"}}"#),
    ("a[b]=x&a[]=y", r#"{"a":{"b":"x","0":"y"}}"#),
    ("a[9223372036854775807]=x&a[]=y", r#"{"a":{"9223372036854775807":"x"}}"#),
    ("a[9223372036854775807]=x&a[][b]=y", r#"{"a":{"9223372036854775807":"x"}}"#),
    ("a[][b]=1&a[][b]=2", r#"{"a":[{"b":"1"},{"b":"2"}]}"#),
    ("a[ ]=1&a[%09]=2", r#"{"a":["1","2"]}"#),
    ("a[ b]=1&a[  ]=2", r#"{"a":{" b":"1","  ":"2"}}"#),
    // A scalar and an array under one name: the later one stays.
    ("a=1&a[b]=2", r#"{"a":{"b":"2"}}"#),
    ("a[b]=1&a=2", r#"{"a":"2"}"#),
    ("a[b]=1&a[b][c]=2", r#"{"a":{"b":{"c":"2"}}}"#),
    // Names that PHP repairs.
    ("a.b=1&c d=2&e+f=3", r#"{"a_b":"1","c_d":"2","e_f":"3"}"#),
    ("a.b[c.d e]=1", r#"{"a_b":{"c.d e":"1"}}"#),
    ("++a=1", r#"{"a":"1"}"#),
    ("++=1", "[]"),
    ("a[b=1", r#"{"a_b":"1"}"#),
    ("a[b.c[d e=1", r#"{"a_b_c_d_e":"1"}"#),
    ("a[=1", r#"{"a_":"1"}"#),
    ("a[b[c]=1", r#"{"a":{"b[c":"1"}}"#),
    ("a[b]c=1&a[d]e[f]=2", r#"{"a":{"b":"1","d":"2"}}"#),
    ("a[b][c=1", r#"{"a":{"b":"1"}}"#),
    ("a[][c=1", r#"{"a":["1"]}"#),
    ("a]=1&b][c]=2", r#"{"a]":"1","b]":{"c":"2"}}"#),
    ("a[b]]=1", r#"{"a":{"b":"1"}}"#),
    ("[a]=1&[=2&[]=3&b=4", r#"{"b":"4"}"#),
    ("a%00b=1&c=d%00e", r#"{"a":"1","c":"d\u0000e"}"#),
    ("a[b%00]=1", r#"{"a_b":"1"}"#),
    // Percent sequences and bytes.
    ("a=x+y%20z%2b", r#"{"a":"x y z+"}"#),
    ("a=%&b=%4&c=%zz&d=100%25&e=%e", r#"{"a":"%","b":"%4","c":"%zz","d":"100%","e":"%e"}"#),
    ("a=%D0%AF&b=Я", r#"{"a":"Я","b":"Я"}"#),
    ("a=%FF&%FE=1", "{\"a\":\"\u{fffd}\",\"\u{fffd}\":\"1\"}"),
    ("a=John%26Martin&b=%2526", r#"{"a":"John&Martin","b":"%26"}"#),
];

#[test]
fn queries_read_as_php_reads_them() {
    for (query, tree) in DECODED {
        assert_eq!(shown(&decode_query(query)), *tree, "{query}");
    }
}

#[test]
fn bytes_that_are_not_utf8_are_replaced() {
    assert_eq!(shown(&decode_query_bytes(b"a=\xD0&\xFF[b]=1")), "{\"a\":\"\u{fffd}\",\"\u{fffd}\":{\"b\":\"1\"}}");
}

/// A tree, the query for a request, and the one for the screen.
static ENCODED: &[(&str, &str, &str)] = &[
    ("[]", "", ""),
    (r#"{"a":"1","b":"2"}"#, "a=1&b=2", "a=1&b=2"),
    (
        r#"{"fields":{"PHONE":[{"VALUE":"+7 & 8"}]}}"#,
        "fields%5BPHONE%5D%5B0%5D%5BVALUE%5D=%2B7%20%26%208",
        "fields[PHONE][0][VALUE]=%2B7%20%26%208",
    ),
    (r#"{"filter":{">=ID":5}}"#, "filter%5B%3E%3DID%5D=5", "filter[%3E%3DID]=5"),
    (r#"{"a":{"b[c":1}}"#, "a%5Bb%5Bc%5D=1", "a[b%5Bc]=1"),
    (r#"{"a":"-._~*/?=#%[]"}"#, "a=-._~%2A%2F%3F%3D%23%25%5B%5D", "a=-._~%2A%2F%3F%3D%23%25%5B%5D"),
    (r#"{"a":"Я\u0000"}"#, "a=%D0%AF%00", "a=%D0%AF%00"),
    (r#"["x",{"y":"z"}]"#, "0=x&1%5By%5D=z", "0=x&1[y]=z"),
    (r#"{"a":true,"b":false,"c":null,"d":[],"e":1.5,"f":2.0}"#, "a=1&b=0&e=1.5&f=2", "a=1&b=0&e=1.5&f=2"),
    (r#"{"a":{"b":null,"c":[[]]}}"#, "", ""),
];

#[test]
fn trees_are_encoded_exactly_once() {
    for (tree, request, screen) in ENCODED {
        let tree = value(tree);
        let tree = tree.as_tree().unwrap();
        assert_eq!((&*encode_query(tree), &*encode_query_readable(tree)), (*request, *screen));
    }
}
