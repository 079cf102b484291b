using GatewayKit.OpenApi.Reading;

namespace GatewayKit.OpenApi.Matching;

public sealed class OperationMatcherTests
{
    [Theory]
    [InlineData("GET", "/pets/mine", "GET /pets/mine", "")]
    [InlineData("GET", "/pets/7", "GET /pets/{id}", "id=7")]
    [InlineData("PUT", "/pets/mine", "PUT /pets/{id}", "id=mine")]
    [InlineData("GET", "/pets/a%2Fb", "GET /pets/{id}", "id=a%2Fb")]
    [InlineData("GET", "/pet%73/mine", "GET /pets/mine", "")]
    [InlineData("GET", "/pets/report.json", "GET /pets/{name}.json", "name=report")]
    [InlineData("GET", "/pets/r%C3%A9.json", "GET /pets/{name}.json", "name=r%C3%A9")]
    [InlineData("GET", "/pets/.json", "GET /pets/{id}", "id=.json")]
    [InlineData("GET", "/range/1-2-3", "GET /range/{from}-{to}", "from=1,to=2-3")]
    [InlineData("HEAD", "/pets/7", "GET /pets/{id}", "id=7")]
    [InlineData("GET", "/pets/7/", "GET /pets/{id}", "id=7")]
    [InlineData("GET", "/toys", "GET /toys/", "")]
    [InlineData("GET", "/owners/1/pets/2", "GET /owners/{owner}/pets/{pet}", "owner=1,pet=2")]
    public void The_most_concrete_operation_is_found(string method, string path, string key, string parameters)
    {
        var match = Matcher(["GET /pets/mine", "GET /pets/{id}", "PUT /pets/{id}", "GET /pets/{name}.json", "GET /range/{from}-{to}", "GET /toys/", "GET /owners/{owner}/pets/{pet}"]).Match(method, path);

        Assert.Equal(key, match.Operation?.Key);
        Assert.Equal(parameters, string.Join(',', match.PathParameters.Select(parameter => $"{parameter.Key}={parameter.Value}")));
    }

    [Theory]
    [InlineData("DELETE", "/pets/7", "GET,HEAD,POST")]
    [InlineData("DELETE", "/pets/7/", "GET,HEAD,POST")]
    [InlineData("GET", "/pets", "")]
    [InlineData("GET", "/pets/", "")]
    [InlineData("GET", "/pets/7/toys", "")]
    [InlineData("GET", "/Pets/7", "")]
    public void Where_there_is_none_the_allowed_methods_are_told(string method, string path, string allowed)
    {
        var match = Matcher(["POST /pets/{id}", "GET /pets/{id}"]).Match(method, path);

        Assert.Null(match.Operation);
        Assert.Equal(allowed, string.Join(',', match.AllowedMethods));
    }

    [Theory]
    [InlineData("/v1/pets", "GET /pets")]
    [InlineData("/pets", "GET /pets")]
    [InlineData("/v1/v1", "GET /{name}")]
    [InlineData("/v1/x", "GET /{name}")]
    [InlineData("/v2/pets", null)]
    public void A_base_path_may_stand_before_or_not(string path, string? key)
        => Assert.Equal(key, Matcher(["GET /pets", "GET /{name}", "GET /v1/x"], "https://example.com/v1").Match("GET", path).Operation?.Key);

    [Fact]
    public void A_match_costs_no_memory_but_that_of_the_parameters()
    {
        var matcher = Matcher(["GET /pets/mine", "GET /pets/{id}", "GET /pets/{name}.json"], "https://example.com/v1");
        matcher.Match("GET", "/pets/mine");
        var before = GC.GetAllocatedBytesForCurrentThread();

        matcher.Match("GET", "/pets/mine");

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static OperationMatcher Matcher(IEnumerable<string> operations, string server = "/")
    {
        var paths = operations.Select(operation => operation.Split(' ')).GroupBy(parts => parts[1], parts => parts[0].ToLowerInvariant())
            .Select(path => $"\"{path.Key}\":{{{string.Join(',', path.Select(method => $"\"{method}\":{{}}"))}}}");
        return new OperationMatcher(Doc.Parse($$"""{"openapi":"3.0.0","servers":[{"url":"{{server}}"}],"paths":{ {{string.Join(',', paths)}} } }"""));
    }
}
