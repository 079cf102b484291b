using GatewayKit.OpenApi.Reading;
using GatewayKit.Tests.Shared;

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
        var matcher = Matcher(["GET /pets/mine", "GET /pets/{id}",
            "PUT /pets/{id}", "GET /pets/{name}.json", "GET /range/{from}-{to}", "GET /toys/", "GET /owners/{owner}/pets/{pet}"]);
        var match = matcher.Match(method, path);

        Assert.Equal(key, match.Operation?.Key);
        Assert.Same(match.Operation, matcher.Find(method, path));
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
        var matcher = Matcher(["POST /pets/{id}", "GET /pets/{id}"]);
        var match = matcher.Match(method, path);

        Assert.Null(match.Operation);
        Assert.Null(matcher.Find(method, path));
        Assert.Equal(allowed, string.Join(',', match.AllowedMethods));
    }

    [Theory]
    [InlineData("/v1/pets", "GET /pets")]
    [InlineData("/pets", "GET /pets")]
    [InlineData("/v1/v1", "GET /{name}")]
    [InlineData("/v1/x", "GET /{name}")]
    [InlineData("/v2/pets", null)]
    public void A_base_path_may_stand_before_or_not(string path, string? key)
        => Assert.Equal(key,
            Matcher(["GET /pets", "GET /{name}", "GET /v1/x"], "https://example.com/v1").Match("GET", path).Operation?.Key);

    [Fact]
    public void A_match_costs_no_memory_but_that_of_the_parameters()
    {
        var matcher = Matcher(["GET /pets/mine", "GET /pets/{id}", "GET /pets/{name}.json"], "https://example.com/v1");

        Assert.Equal(0, AllocatedBytes.Of(() => matcher.Match("GET", "/pets/mine")));
    }

    [Theory]
    [InlineData("HEAD", "/v1/pets/mine")]
    [InlineData("GET", "/pets/7")]
    [InlineData("GET", "/pets/7/")]
    [InlineData("GET", "/pets/a.json")]
    [InlineData("DELETE", "/pets/7")]
    [InlineData("GET", "/unknown")]
    public void Finding_an_operation_costs_no_memory(string method, string path)
    {
        var matcher = Matcher(["GET /pets/mine", "GET /pets/{id}", "GET /pets/{name}.json"], "https://example.com/v1");

        Assert.Equal(0, AllocatedBytes.Of(() => matcher.Find(method, path)));
    }

    [Theory]
    [InlineData("/items/42.json", "GET /items/{id}{ext}", "id=42,ext=.json")]
    [InlineData("/items/4.xml", "GET /items/{id}{ext}", "id=4,ext=.xml")]
    [InlineData("/items/4%2Exml", "GET /items/{id}{ext}", "id=4,ext=%2Exml")]
    [InlineData("/items/42", "GET /items/{name}", "name=42")]
    [InlineData("/items/42.pdf", "GET /items/{name}", "name=42.pdf")]
    [InlineData("/files/a.tar.gz", "GET /files/{name}.{ext}", "name=a.tar,ext=gz")]
    [InlineData("/files/a.b.c", "GET /files/{name}.{ext}", "name=a,ext=b.c")]
    [InlineData("/files/.gz", "", "")]
    [InlineData("/range/a-b-7", "GET /range/{from}-{to}", "from=a-b,to=7")]
    [InlineData("/report.csv", "GET /report.{fmt}", "fmt=csv")]
    [InlineData("/report.exe", "GET /report.{fmt}", "fmt=exe")]
    [InlineData("/xy1z", "GET /{a}{b}{c}", "a=xy,b=1,c=z")]
    public void A_segment_is_divided_so_that_every_variable_allows_its_value(string path, string key, string parameters)
    {
        var document = Doc.Parse("""
            openapi: 3.0.0
            paths:
              /items/{id}{ext}:
                get: { parameters: [ { name: id, in: path, schema: { type: integer } }, { name: ext, in: path, schema: { enum: [.json, .xml] } } ] }
              /items/{name}: { get: {} }
              /files/{name}.{ext}: { get: { parameters: [ { name: ext, in: path, schema: { $ref: '#/components/schemas/Ext' } } ] } }
              /range/{from}-{to}: { get: { parameters: [ { name: to, in: path, schema: { type: integer } } ] } }
              /report.{fmt}: { get: { parameters: [ { name: fmt, in: path, schema: { enum: [csv] } } ] } }
              /{a}{b}{c}:
                parameters:
                  - { name: a, in: path, schema: { pattern: '^[a-z]+$' } }
                  - { name: b, in: path, schema: { type: integer } }
                  - { name: c, in: path, schema: { maxLength: 1 } }
                get: {}
            components: { schemas: { Ext: { type: string, enum: [gz, zip] } } }
            """);

        var match = new OperationMatcher(document).Match("GET", path);

        Assert.Equal(key, match.Operation?.Key ?? "");
        Assert.Equal(parameters, string.Join(',', match.PathParameters.Select(parameter => $"{parameter.Key}={parameter.Value}")));
    }

    [Fact]
    public void A_segment_that_can_be_divided_in_very_many_ways_is_given_up()
    {
        var path = string.Concat(Enumerable.Range(0, 20).Select(i => $"{{v{i}}}"));
        var parameters = string.Join(", ", Enumerable.Range(0, 20).Select(i => $"{{ name: v{i}, in: path, schema: {{ enum: [a, aa] }} }}"));
        var matcher = new OperationMatcher(
            Doc.Parse($"openapi: 3.0.0\npaths: {{ '/{path}': {{ get: {{ parameters: [ {parameters} ] }} }} }}"));

        Assert.Equal(20, matcher.Match("GET", "/" + new string('a', 30) + "b").PathParameters.Count);
    }

    private static OperationMatcher Matcher(IEnumerable<string> operations, string server = "/")
    {
        var paths = operations.Select(operation => operation.Split(' ')).GroupBy(parts => parts[1], parts => parts[0].ToLowerInvariant())
            .Select(path => $"\"{path.Key}\":{{{string.Join(',', path.Select(method => $"\"{method}\":{{}}"))}}}");
        return new OperationMatcher(
            Doc.Parse($$"""{"openapi":"3.0.0","servers":[{"url":"{{server}}"}],"paths":{ {{string.Join(',', paths)}} } }"""));
    }
}
