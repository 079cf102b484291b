using GatewayKit.Portal.Text;

namespace GatewayKit.Portal.Tests.Text;

public sealed class SafeMarkdownTests
{
    [Theory]
    [InlineData("[a](javascript:alert(1))", "<p>a</p>")]
    [InlineData("[a](JaVaScRiPt:alert(1))", "<p>a</p>")]
    [InlineData("[a](data:text/html,x)", "<p>a</p>")]
    [InlineData("[a](vbscript:x)", "<p>a</p>")]
    [InlineData("[a](//evil.example)", "<p>a</p>")]
    [InlineData("[a](/\\evil.example)", "<p>a</p>")]
    [InlineData("[a][r]\n\n[r]: javascript:alert(1)", "<p>a</p>")]
    [InlineData("<javascript:alert(1)>", "<p>javascript:alert(1)</p>")]
    [InlineData("[a](javascript:x) <javascript:y> ![c](d) [e](vbscript:f)", "<p>a javascript:y c e</p>")]
    [InlineData("[![a](b)](javascript:x)", "<p>a</p>")]
    [InlineData("![text](https://evil.example/x.png)", "<p>text</p>")]
    [InlineData("<b>x</b>", "<p>&lt;b&gt;x&lt;/b&gt;</p>")]
    [InlineData("[a](../b#c)", "<p><a href=\"../b#c\">a</a></p>")]
    [InlineData("[a](mailto:x@example.com)", "<p><a href=\"mailto:x@example.com\">a</a></p>")]
    [InlineData("[a](https://example.com)", "<p><a href=\"https://example.com\" rel=\"noopener noreferrer nofollow\">a</a></p>")]
    [InlineData("# a\n### b\n# c", "<h3>a</h3>\n<h4>b</h4>\n<h3>c</h3>")]
    public void Markdown_that_is_not_trusted_becomes_harmless_HTML(string text, string html)
        => Assert.Equal(html, SafeMarkdown.ToHtml(text, 3).Trim());

    [Fact]
    public void Markdown_that_is_nested_too_deeply_is_text()
        => Assert.StartsWith("<p>&gt;&gt;&gt;", SafeMarkdown.ToHtml(new string('>', 5000) + "a", 2), StringComparison.Ordinal);
}
