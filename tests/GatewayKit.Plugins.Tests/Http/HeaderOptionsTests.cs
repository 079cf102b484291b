namespace GatewayKit.Plugins.Tests.Http;

public class HeaderOptionsTests
{
    [Theory]
    [InlineData("X-Tenant", null)]
    [InlineData("", "is ''; it must be a header name of 1 to 256 characters")]
    [InlineData("a b", "is 'a b'; it must be a header name of 1 to 256 characters")]
    [InlineData("a\r\nb", "is 'a??b'; it must be a header name of 1 to 256 characters")]
    [InlineData("transfer_encoding", "is 'transfer_encoding'; it must not be a header that frames or routes the message")]
    [InlineData("X.Consumer.Name", "is 'X.Consumer.Name'; it must not be a header that tells the upstream who is calling")]
    [InlineData("X-Consumer-Name", "is 'X-Consumer-Name'; it must not be a header that tells the upstream who is calling")]
    public void A_name_is_checked(string name, string? expected)
    {
        Assert.Equal(expected, HeaderOptions.ValidateName("header", name).SingleOrDefault()?.Message);
        Assert.Equal(expected,
            HeaderOptions.ValidateNames("headers", ["X-Ok", name]).SingleOrDefault(e => e.Option == "headers[1]")?.Message);
    }

    [Fact]
    public void An_invalid_value_is_reported_without_the_value()
    {
        var error = Assert.Single(
            HeaderOptions.ValidateValues("add", new Dictionary<string, string> { ["X-Key"] = "secret\r\nX-Other: 1" }));

        Assert.Equal("has an invalid value for 'X-Key'; it must contain only printable ASCII characters, spaces and tabs", error.Message);
    }

    [Fact]
    public void A_header_is_not_renamed_to_itself_or_to_a_reserved_name()
    {
        var errors = HeaderOptions.ValidateRenames("rename", new Dictionary<string, string> { ["A"] = "a", ["B"] = "Host" });

        Assert.Equal(
            ["renames 'A' to itself; use a different name",
                "renames 'B' to 'Host'; it must not be a header that frames or routes the message"],
            errors.Select(error => error.Message));
    }
}
