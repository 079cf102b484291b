namespace GatewayKit.Plugins.Tests.Http;

public class HttpSyntaxTests
{
    [Theory]
    [InlineData("", true, true)]
    [InlineData("text/html; charset=\"x\"\t~", true, true)]
    [InlineData("caf\u00e9", true, false)]
    [InlineData("\u0080\u00ff", true, false)]
    [InlineData("\u0100", false, false)]
    [InlineData("caf\u00e9\u0100", false, false)]
    [InlineData("a\r\nb", false, false)]
    [InlineData("\0", false, false)]
    [InlineData("\u007f", false, false)]
    [InlineData("\u00e9\u007f", false, false)]
    public void A_header_value_is_legal_or_read_alike_by_everybody(string value, bool isLegal, bool isAscii)
    {
        Assert.Equal((isLegal, isAscii), (HttpSyntax.IsHeaderValue(value), HeaderOptions.IsValue(value)));
        if (isLegal)
            Assert.Equal(value, new GatewayResponse(200).WithHeader("X-Value", value).Headers[0].Value);
        else
            Assert.Throws<ArgumentException>(() => new GatewayResponse(200).WithHeader("X-Value", value));
    }
}
