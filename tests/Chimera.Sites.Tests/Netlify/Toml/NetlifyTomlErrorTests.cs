using Chimera.Documents;
using Chimera.Documents.Toml;
using Chimera.Sites.Netlify.Toml;

namespace Chimera.Sites.Tests.Netlify.Toml;

/// <summary>What smol-toml 1.9.1 says, noted down from running it on these texts.</summary>
public sealed class NetlifyTomlErrorTests
{
    public static TheoryData<string, string> Cases => new()
    {
        { "= 1", "unexpected end of key\n\n1:  = 1\n    ^\n" },
        { "a..b = 1", "illegal empty bare key\n\n1:  a..b = 1\n      ^\n" },
        { "a b = 1", "illegal character in key\n\n1:  a b = 1\n      ^\n" },
        { "word\n", "illegal character in key\n\n1:  word\n        ^\n" },
        { "word", "incomplete key-value: cannot find end of key\n\n1:  word\n    ^\n" },
        { "a\u0000=1", "incomplete key-value: cannot find end of key\n\n1:  a\u0000=1\n    ^\n" },
        { "[a\nb = 1", "illegal character in key\n\n1:  [a\n      ^\n2:  b = 1\n" },
        { "[a", "incomplete key-value: cannot find end of key\n\n1:  [a\n     ^\n" },
        { "[[a]\n", "expected end of table array declaration\n\n1:  [[a]\n        ^\n" },
        { "[]", "unexpected end of key\n\n1:  []\n     ^\n" },
        { "'''a''' = 1", "illegal quoted key: multiline strings are not allowed\n\n1:  '''a''' = 1\n    ^\n" },
        { "a = 1\na = 2", "trying to redefine an already defined table or value\n\n1:  a = 1\n2:  a = 2\n    ^\n" },
        { "[a]\n[a]", "trying to redefine an already defined table or value\n\n1:  [a]\n2:  [a]\n     ^\n" },
        { "[a]\nb.c = 1\n[a.b]", "trying to redefine an already defined table or value\n\n2:  b.c = 1\n3:  [a.b]\n     ^\n" },
        { "[[a.b]]\n[a]\nb.c = 1", "trying to redefine an already defined table or value\n\n2:  [a]\n3:  b.c = 1\n    ^\n" },
        { "a = { b = 1, b = 2 }", "trying to redefine an already defined value\n\n1:  a = { b = 1, b = 2 }\n                 ^\n" },
        { "a = 1 2", "each key-value declaration must be followed by an end-of-line\n\n1:  a = 1 2\n          ^\n" },
        { "[a] x", "each key-value declaration must be followed by an end-of-line\n\n1:  [a] x\n        ^\n" },
        { "a =", "invalid value\n\n1:  a =\n       ^\n" },
        { "a = # x", "invalid value\n\n1:  a = # x\n        ^\n" },
        { "a = yes", "invalid value\n\n1:  a = yes\n        ^\n" },
        { "a = x1:2", "invalid value\n\n1:  a = x1:2\n       ^\n" },
        { "a = 0301", "illegal leading zero\n\n1:  a = 0301\n        ^\n" },
        { "a = 1__0", "illegal underscore\n\n1:  a = 1__0\n          ^\n" },
        { "a = 12px", "illegal character in numeric literal\n\n1:  a = 12px\n          ^\n" },
        { "a = 1.", "unfinished numeric value\n\n1:  a = 1.\n        ^\n" },
        { "a = 0x", "unfinished numeric value\n\n1:  a = 0x\n          ^\n" },
        { "a = 0x1_", "unfinished numeric value\n\n1:  a = 0x1_\n            ^\n" },
        { "a = 9007199254740992", "integer value cannot be represented losslessly\n\n1:  a = 9007199254740992\n        ^\n" },
        { "a = 2020-01-x", "invalid date-time: date part is malformed\n\n1:  a = 2020-01-x\n        ^\n" },
        { "a = 2020-01-01T1:00", "invalid date-time: time part is malformed\n\n1:  a = 2020-01-01T1:00\n        ^\n" },
        { "a = 2020-13-01", "invalid date\n\n1:  a = 2020-13-01\n        ^\n" },
        { "a = 10:2x", "invalid date\n\n1:  a = 10:2x\n        ^\n" },
        { "a = 24:00:00", "invalid date\n\n1:  a = 24:00:00\n        ^\n" },
        { "a = \"x\nb", "control characters are not allowed in strings\n\n1:  a = \"x\n          ^\n2:  b\n" },
        { "a = \"x", "unfinished string\n\n1:  a = \"x\n        ^\n" },
        { "a = \"\"\"x", "unfinished string\n\n1:  a = \"\"\"x\n        ^\n" },
        { "a = \"\u0001\"", "control characters are not allowed in strings\n\n1:  a = \"\u0001\"\n         ^\n" },
        { "# \u0001", "control characters are not allowed in comments\n\n1:  # \u0001\n      ^\n" },
        { "a = \"\\q\"", "unrecognised escape sequence\n\n1:  a = \"\\q\"\n          ^\n" },
        { "a = \"\\u12g\"", "invalid non-hex character in unicode escape\n\n1:  a = \"\\u12g\"\n             ^\n" },
        { "a = \"\\ud800\"", "invalid unicode escape\n\n1:  a = \"\\ud800\"\n         ^\n" },
        { "a = \"\"\"\\ x\"\"\"",
            "invalid escape: only line-ending whitespace may be escaped\n\n1:  a = \"\"\"\\ x\"\"\"\n           ^\n" },
        { "a = [1,", "unfinished array\n\n1:  a = [1,\n        ^\n" },
        { "a = [1, ", "invalid value\n\n1:  a = [1, \n            ^\n" },
        { "a = [1", "expected comma or end of structure\n\n1:  a = [1\n          ^\n" },
        { "a = {b = 1,", "unfinished table\n\n1:  a = {b = 1,\n        ^\n" },
        { "a = {b = 1, ", "incomplete key-value: cannot find end of key\n\n1:  a = {b = 1, \n                ^\n" },
        { "a = [1 2]", "expected comma or end of structure\n\n1:  a = [1 2]\n           ^\n" },
        { "\n\r\n\n# eight\n\n\n\nb = 1\r\na = no\r\nc = 1", "invalid value\n\n8 :  b = 1\n9 :  a = no\n         ^\n10:  c = 1\n" },
        { "a = [\n\n", "invalid value\n\n" },
        { "\ufeffa = [1}\n", "illegal character in numeric literal\n\n1:  \ufeffa = [1}\n           ^\n" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_bad_file_is_refused_in_the_words_of_the_build(string text, string message) =>
        Assert.Equal($"Invalid TOML document: {message}", Failed(text).Message);

    [Fact]
    public void Too_many_levels_are_refused_in_the_words_of_the_build()
    {
        var text = "a = " + new string('[', 1001);
        Assert.Equal(
            $"Invalid TOML document: document contains excessively nested structures. aborting.\n\n1:  {text}\n{new string(' ', 1008)}^\n",
            Failed(text).Message);
    }

    [Fact]
    public void The_first_problem_that_stops_the_build_is_the_one_reported()
    {
        var failed = Failed("a = 2021-02-30\nb = 12px\nc = yes\n");
        Assert.Equal((TomlProblemKind.IllegalNumberCharacter, 21), (failed.Problem.Kind, failed.Span.Start));
        Assert.Equal(3, failed.Document.Problems.Length);
    }

    private static NetlifyToml.Failed Failed(string text) =>
        Assert.IsType<NetlifyToml.Failed>(NetlifyToml.Parse(new SourceFile("netlify.toml", text)));
}
