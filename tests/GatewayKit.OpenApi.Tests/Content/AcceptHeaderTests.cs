namespace GatewayKit.OpenApi.Content;

public sealed class AcceptHeaderTests
{
    [Theory]
    [InlineData(null, "text/plain, application/json", "application/json")]
    [InlineData("", "text/plain, application/xml", "text/plain")]
    [InlineData("*/*", "text/plain, application/json", "text/plain")]
    [InlineData("application/xml", "application/json", null)]
    [InlineData("application/xml, application/json", "application/json, application/xml", "application/xml")]
    [InlineData("application/xml;q=0.5, application/json;q=0.9", "application/xml, application/json", "application/json")]
    [InlineData("application/*;q=0.5, application/json;q=0", "application/json, application/xml", "application/xml")]
    [InlineData("text/*, application/json;q=0.999", "application/json, text/html", "text/html")]
    [InlineData("*/*;q=0.1, text/plain;q=0", "text/plain", null)]
    [InlineData("application/json;q=0", "application/json", null)]
    [InlineData("APPLICATION/JSON", "application/json", "application/json")]
    [InlineData("application/json;version=2", "application/json;version=1, application/json;version=2", "application/json;version=2")]
    [InlineData("application/json;version=2", "application/json;version=1", null)]
    [InlineData("application/json;charset=utf-8", "application/json", "application/json")]
    [InlineData("application/json;charset=utf-8;q=0", "application/json", null)]
    [InlineData("application/json", "application/json; charset=utf-8", "application/json; charset=utf-8")]
    [InlineData("application/json;v=\"a,b\"", "application/json;v=\"a,b\"", "application/json;v=\"a,b\"")]
    [InlineData("application/json", "application/vnd.pet+json", null)]
    [InlineData("application/*+json", "application/vnd.pet+json", "application/vnd.pet+json")]
    [InlineData("text/html", "text/*", "text/html")]
    [InlineData("text/*", "text/*", "text/plain")]
    [InlineData("*/*", "application/*", "application/json")]
    [InlineData("application/json", "*/*", "application/json")]
    [InlineData("nonsense, application/xml", "application/json, application/xml", "application/xml")]
    [InlineData("nonsense; ,,", "application/json", "application/json")]
    [InlineData("application/json;q=2", "application/json", "application/json")]
    [InlineData("application/json", "nonsense", null)]
    public void What_the_client_wants_most_is_chosen(string? accept, string offered, string? chosen)
        => Assert.Equal(chosen, AcceptHeader.Parse(accept).Choose([.. offered.Split(", ").Select(name => Api.Media(name))])?.ContentType);

    [Theory]
    [InlineData("text/*;q=0.3, text/plain;q=0.7, text/plain;format=flowed, */*;q=0.5", "text/plain;format=flowed", 1)]
    [InlineData("text/*;q=0.3, text/plain;q=0.7, text/plain;format=flowed, */*;q=0.5", "text/plain", 0.7)]
    [InlineData("text/*;q=0.3, text/plain;q=0.7, text/plain;format=flowed, */*;q=0.5", "text/html", 0.3)]
    [InlineData("text/*;q=0.3, text/plain;q=0.7, text/plain;format=flowed, */*;q=0.5", "image/jpeg", 0.5)]
    [InlineData("text/html", "image/jpeg", 0)]
    public void The_most_specific_range_gives_the_weight_as_in_RFC_9110(string accept, string mediaType, double quality)
    {
        Assert.True(MediaType.TryParse(mediaType, out var type));
        Assert.Equal(quality, AcceptHeader.Parse(accept).QualityOf(type));
    }

    [Fact]
    public void What_stands_after_64_members_is_passed_over()
        => Assert.Null(AcceptHeader.Parse(string.Concat(Enumerable.Repeat("a/b,", 64)) + "application/json")
            .Choose([Api.Media("application/json")]));
}
