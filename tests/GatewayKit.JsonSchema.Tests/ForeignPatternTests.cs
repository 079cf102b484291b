namespace GatewayKit.JsonSchema;

/// <summary>Documents have patterns of the language that their server is written in.</summary>
public sealed class ForeignPatternTests
{
    [Theory]
    [InlineData("^(?i)abc$", "ABC", "abd")]
    [InlineData("(?i)^abc$", "aBc", "abd")]
    [InlineData("^a(?i)b$", "aB", "AB")]
    [InlineData("^(a(?i)b)c$", "aBc", "aBC")]
    [InlineData("(?s)^a.b$", "a\nb", "ab")]
    [InlineData("(?m)^b$", "a\nb", "ab")]
    [InlineData("(?x) ^ a b $ # comment", "ab", "a b")]
    [InlineData(@"\Aab\Z", "ab", "xab")]
    [InlineData(@"\Aab\z", "ab", "abx")]
    [InlineData("^[[:alpha:]]+$", "abc", "ab1")]
    [InlineData("^[[:digit:][:space:]]+$", "1 2", "a")]
    [InlineData("^[^[:upper:]]+$", "ab", "aB")]
    [InlineData("^a++b$", "aab", "aaa")]
    [InlineData("^(?:a|ab)*+c$", "aac", "aab")]
    [InlineData("^(?>a|ab)c$", "ac", "abc")]
    [InlineData("^(?P<x>a)(?P=x)$", "aa", "ab")]
    [InlineData("^a(?#comment)b$", "ab", "a")]
    [InlineData(@"^\h+$", " \t", "a")]
    [InlineData(@"^a\Rb$", "a\r\nb", "ab")]
    [InlineData(@"^\Qa.b\E$", "a.b", "axb")]
    [InlineData(@"^\x{41}$", "A", "B")]
    [InlineData(@"^\pL+$", "é", "1")]
    [InlineData(@"^\p{Alpha}+$", "ab", "a1")]
    [InlineData(@"^\p{Alnum}\p{Punct}$", "a!", "ab")]
    [InlineData("/^ab$/", "ab", "abc")]
    [InlineData("/^ab$/i", "AB", "abc")]
    public void What_other_languages_know_is_read_as_they_read_it_with_a_warning(string pattern, string matching, string other)
    {
        var result = Compile(pattern);

        Assert.Equal((SchemaSeverity.Warning, "#/pattern"),
            Assert.Single(result.Findings) is var finding ? (finding.Severity, finding.Location) : default);
        Assert.Equal((true, false), (Allows(result, matching), Allows(result, other)));
    }

    [Theory]
    [InlineData("^(?<!a)b", "b", "a")]
    [InlineData("^(?i:ab)c$", "ABc", "ABC")]
    [InlineData("^(?=.*[0-9])(?!.*x)[a-z0-9]+$", "a1", "a")]
    [InlineData("^[a-z{}]]$", "a]", "a")]
    [InlineData("^a{,3}$", "a{,3}", "aa")]
    [InlineData("^/a/$", "/a/", "a")]
    public void What_ECMAScript_knows_is_no_finding(string pattern, string matching, string other)
    {
        var result = Compile(pattern);

        Assert.Empty(result.Findings);
        Assert.Equal((true, false), (Allows(result, matching), Allows(result, other)));
    }

    [Theory]
    [InlineData("(?R)")]
    [InlineData("(?(1)a|b)")]
    [InlineData(@"\Ka")]
    [InlineData(@"\G")]
    [InlineData("[a-z")]
    [InlineData("(a")]
    [InlineData("a{3,1}")]
    [InlineData(@"\p{Greek}")]
    public void What_can_not_be_read_is_an_error_and_refuses_nothing(string pattern)
    {
        var result = Compile(pattern);

        Assert.Equal("#/pattern", Assert.Single(result.Errors).Location);
        Assert.True(Allows(result, "anything"));
    }

    private static JsonSchemaResult Compile(string pattern)
        => new JsonSchemaCompiler(new JsonSchemaOptions { Tolerant = true }).Compile(
            System.Text.Json.JsonSerializer.SerializeToElement(new Dictionary<string, string> { ["pattern"] = pattern }));

    private static bool Allows(JsonSchemaResult result, string text)
        => result.Schema!.IsValid(System.Text.Json.JsonSerializer.SerializeToElement(text));
}
