using GatewayKit.JsonSchema;
using GatewayKit.OpenApi.Content;

namespace GatewayKit.OpenApi.Validation;

public sealed class RequestValidatorTests
{
    [Theory]
    [InlineData("""{"type":"integer"}""", "color=5", "5")]
    [InlineData("""{"type":"integer"}""", "color=1.0", "1.0")]
    [InlineData("""{"type":"number"}""", "color=-1.5e3", "-1.5e3")]
    [InlineData("""{"type":"boolean"}""", "color=true", "true")]
    [InlineData("""{"type":"string"}""", "color=5", "\"5\"")]
    [InlineData("""{"type":["string","integer"]}""", "color=5", "5")]
    [InlineData("""{"type":["string","integer"],"maxLength":3}""", "color=05", "\"05\"")]
    [InlineData("""{"oneOf":[{"type":"string","pattern":"^[0-9]+$"},{"type":"integer","maximum":3}]}""", "color=5", "\"5\"")]
    [InlineData("""{"anyOf":[{"type":"integer"},{"type":"boolean"}]}""", "color=false", "false")]
    [InlineData("""{"allOf":[{"type":["integer","string"]},{"type":"number"}]}""", "color=5", "5")]
    [InlineData("""{"enum":[1,2]}""", "color=2", "2")]
    [InlineData("""{"enum":["1",2]}""", "color=1", "\"1\"")]
    [InlineData("""{"const":true}""", "color=true", "true")]
    [InlineData("""{"type":["integer","null"]}""", "color=null", "null")]
    [InlineData("""{"type":["integer","null"]}""", "color=", "null")]
    [InlineData("""{"type":["string","null"]}""", "color=null", "\"null\"")]
    [InlineData("""{"type":["string","null"],"enum":["a",null]}""", "color=null", "null")]
    [InlineData("true", "color=5", "\"5\"")]
    [InlineData("true", "color=5&color=6", """["5","6"]""")]
    [InlineData("""{"oneOf":[{"type":"string"},{"type":"array","items":{"type":"string"}}]}""", "color=a", "\"a\"")]
    [InlineData("""{"oneOf":[{"type":"string"},{"type":"array","items":{"type":"string"}}]}""", "color=a&color=b", """["a","b"]""")]
    [InlineData("""{"type":"array","items":{"type":"integer"}}""", "color=1", "[1]")]
    [InlineData("""{"type":"string"}""", "color=a%2Bb+c%C3%A9", "\"a+b cé\"")]
    [InlineData("""{"type":"string"}""", "%63olor=a%2525", "\"a%25\"")]
    public void Text_becomes_what_the_schema_has(string schema, string query, string value)
    {
        var reading = Api.Read(Api.Query(schema), query);

        Assert.Empty(reading.Violations);
        Assert.Equal(value, reading.Parameter(ParameterLocation.Query, "color")?.GetRawText());
    }

    [Theory]
    [InlineData("""{"type":"integer"}""", "color=x", "type")]
    [InlineData("""{"type":"integer"}""", "color=1.5", "type")]
    [InlineData("""{"type":"integer"}""", "color=007", "type")]
    [InlineData("""{"type":"boolean"}""", "color=TRUE", "type")]
    [InlineData("""{"type":"integer"}""", "color=", "type")]
    [InlineData("""{"minLength":2}""", "color=x", "minLength")]
    [InlineData("""{"type":"string"}""", "color=%", "syntax")]
    [InlineData("""{"type":"string"}""", "color=%4", "syntax")]
    [InlineData("""{"type":"string"}""", "color=%zz", "syntax")]
    [InlineData("""{"type":"string"}""", "color=%ff", "syntax")]
    [InlineData("""{"type":"string"}""", "color=%ed%a0%80", "syntax")]
    [InlineData("""{"type":"string"}""", "color=a&color=b", "repeated")]
    [InlineData("""{"type":"array","items":{"type":"string"}}""", "color=a&color=%", "syntax")]
    [InlineData("""{"type":"array","minItems":2}""", "color=a", "minItems")]
    public void What_is_wrong_with_a_parameter_is_told(string schema, string query, string code)
    {
        var violation = Assert.Single(Api.Read(Api.Query(schema), query).Violations);

        Assert.Equal((ViolationLocation.Query, "color", code), (violation.Location, violation.Name, violation.Code));
    }

    [Fact]
    public void Half_a_surrogate_pair_is_malformed_in_every_place()
    {
        foreach (var place in new[] { ParameterLocation.Query, ParameterLocation.Path, ParameterLocation.Header, ParameterLocation.Cookie })
        {
            var parameter = Api.Parameter(place, place is ParameterLocation.Query or ParameterLocation.Cookie
                ? ParameterStyle.Form
                : ParameterStyle.Simple, explode: false, "true");
            var raw = (place is ParameterLocation.Query or ParameterLocation.Cookie ? "color=" : "") + "a\ud800";

            Assert.Equal("syntax", Assert.Single(Api.Read(parameter, raw).Violations).Code);
        }
    }

    [Fact]
    public void A_name_that_is_malformed_is_a_violation_of_the_query()
        => Assert.Equal(("", "syntax"),
            Api.Read(Api.Query("true"), "%zz=1&color=a").Violations.Select(violation => (violation.Name, violation.Code)).Single());

    [Fact]
    public void A_parameter_that_is_required_and_missing_is_told_once_each_and_a_default_is_no_violation()
    {
        var operation = Api.Operation(
            Api.Query("true", "a") with { Required = true },
            Api.Query("""{"type":"integer","default":1}""", "b"),
            Api.Parameter(ParameterLocation.Header, ParameterStyle.Simple, explode: false, "true", "X-C") with { Required = true },
            Api.Parameter(ParameterLocation.Cookie, ParameterStyle.Form, explode: true, "true", "d") with { Required = true });

        Assert.Equal(
            [(ViolationLocation.Query, "a"), (ViolationLocation.Header, "X-C"), (ViolationLocation.Cookie, "d")],
            Validate(operation, "").Violations.Select(violation => (violation.Location, violation.Name)));
    }

    [Fact]
    public void An_empty_value_is_allowed_where_the_document_says_so()
    {
        var parameter = Api.Query("""{"type":"integer"}""") with { AllowEmptyValue = true };

        Assert.True(Api.Read(parameter, "color").IsValid);
        Assert.True(Api.Read(parameter, "color=").IsValid);
        Assert.False(Api.Read(parameter, "color=x").IsValid);
    }

    [Fact]
    public void An_empty_text_is_no_item_where_items_are_separated()
        => Assert.Equal("[]",
            Api.Read(Api.Query("""{"type":"array"}""") with { Explode = false }, "color=")
                .Parameter(ParameterLocation.Query, "color")?.GetRawText());

    [Fact]
    public void Encoded_commas_separate_where_no_item_can_be_text()
    {
        var numbers = Api.Query("""{"type":"array","items":{"type":"integer"}}""") with { Explode = false };
        var texts = Api.Query("""{"type":"array","items":{"type":"string"}}""") with { Explode = false };

        Assert.Equal("[1,2]", Api.Read(numbers, "color=1%2C2").Parameter(ParameterLocation.Query, "color")?.GetRawText());
        Assert.Equal("""["1,2","3"]""", Api.Read(texts, "color=1%2C2,3").Parameter(ParameterLocation.Query, "color")?.GetRawText());
    }

    [Theory]
    [InlineData("color[a][b][c]=1", """{"a":{"b":{"c":"1"}}}""")]
    [InlineData("color[list][]=1&color[list][]=2", """{"list":[1,2]}""")]
    [InlineData("color[list][0]=1&color[list][1]=2", """{"list":[1,2]}""")]
    [InlineData("color[list]=1&color[list]=2", """{"list":[1,2]}""")]
    [InlineData("color[n]=1&color[other]=x", """{"n":1,"other":"x"}""")]
    public void Objects_within_objects_are_read(string query, string value)
        => Assert.Equal(value, Api.Read(Deep, query).Parameter(ParameterLocation.Query, "color")?.GetRawText());

    [Theory]
    [InlineData("color[a][b][c][d][e][f][g][h]=1", true)]
    [InlineData("color[a][b][c][d][e][f][g][h][i]=1", false)]
    [InlineData("color[list][5]=1", false)]
    [InlineData("color[list][x]=1", false)]
    [InlineData("color[a]x]=1", false)]
    [InlineData("color[a]=1&color[a][b]=2", false)]
    [InlineData("color[a][b]=1&color[a]=2", true)]
    public void Objects_within_objects_have_bounds(string query, bool valid) => Assert.Equal(valid, Api.Read(Deep, query).IsValid);

    [Fact]
    public void An_array_has_at_most_a_thousand_items()
    {
        var array = Api.Query("""{"type":"array"}""") with { Explode = false };

        Assert.True(Api.Read(array, "color=" + string.Join(',', Enumerable.Range(0, 1000))).IsValid);
        Assert.Equal("syntax", Assert.Single(Api.Read(array, "color=" + string.Join(',', Enumerable.Range(0, 1001))).Violations).Code);
    }

    [Theory]
    [InlineData("color=%7B%22a%22%3A1%7D", null)]
    [InlineData("color=%7B%22a%22%3A%22x%22%7D", "type")]
    [InlineData("color=%7B", "syntax")]
    public void A_parameter_may_be_JSON(string query, string? code)
    {
        var parameter = Api.Query("true") with { Content = Api.Media("application/json", """{"properties":{"a":{"type":"integer"}}}""") };

        Assert.Equal(code, Api.Read(parameter, query).Violations.SingleOrDefault()?.Code);
    }

    [Fact]
    public void Parameters_that_are_not_declared_are_told_if_asked_for()
    {
        var options = new RequestValidationOptions { UnknownParameters = UnknownParameters.Report };
        var key = new OpenApiSecurityScheme
        {
            Name = "key",
            Type = SecuritySchemeType.ApiKey,
            In = ParameterLocation.Query,
            ParameterName = "key",
        };
        var operation = Api.Operation(Api.Query("true", "a"), Deep, Api.Query("""{"type":"object","properties":{"R":{}}}""", "spread")) with
        {
            Security = [new OpenApiSecurityRequirement([new(key, [])])],
        };

        Assert.True(Validate(operation, "a=1&b=2").IsValid);
        Assert.Equal(("b", "unknown"), Validate(operation, "a=1&b=2&color[x]=1&R=1&key=k", options).Violations
            .Select(violation => (violation.Name, violation.Code))
            .Single());
    }

    [Fact]
    public void An_open_object_takes_every_parameter_that_no_other_has()
    {
        var operation = Api.Operation(
            Api.Query("true", "a"), Api.Query("""{"type":"object","additionalProperties":{"type":"integer"}}""", "rest"));

        Assert.Equal("""{"b":1,"c":2}""", Validate(operation, "a=x&b=1&c=2").Parameter(ParameterLocation.Query, "rest")?.GetRawText());
    }

    [Theory]
    [InlineData("name=a; name=b", "repeated")]
    [InlineData("name=100%", null)]
    [InlineData(" other ; name = a", null)]
    [InlineData("name=", "minLength")]
    public void Cookies_are_read_leniently(string cookies, string? code)
        => Assert.Equal(code,
            Api.Read(Api.Parameter(ParameterLocation.Cookie,
                ParameterStyle.Form, explode: true, """{"type":"string","minLength":1}""", "name"), cookies).Violations
                .SingleOrDefault()?.Code);

    [Fact]
    public void A_header_that_stands_twice_is_a_list_or_a_violation()
    {
        var request = new ApiRequest
        {
            Method = "GET",
            Path = "/",
            Headers = [new("x-list", "1, 2"), new("X-List", "3"), new("X-One", "1"), new("x-one", "2")],
        };
        var operation = Api.Operation(Header("X-LIST", """{"type":"array","items":{"type":"integer"}}"""),
            Header("X-One", """{"type":"string"}"""), Header("accept", "false"));

        var reading = new RequestValidator(operation).Validate(request, []);

        Assert.Equal("[1,2,3]", reading.Parameter(ParameterLocation.Header, "X-List")?.GetRawText());
        Assert.Equal(("X-One", "repeated"), reading.Violations.Select(violation => (violation.Name, violation.Code)).Single());

        static OpenApiParameter Header(string name, string schema)
            => Api.Parameter(ParameterLocation.Header, ParameterStyle.Simple, explode: false, schema, name);
    }

    [Theory]
    [InlineData(false, null)]
    [InlineData(true, "/pets/0/id")]
    public void A_property_that_is_read_only_is_tolerated_or_told(bool report, string? place)
    {
        var pets = Api.Media("application/json", """{"properties":{"pets":{"items":{"$ref":"#/components/schemas/Pet"}}}}""",
            """{"Pet":{"required":["id"],"properties":{"id":{"readOnly":true}}}}""");
        var validator = new RequestValidator(Api.Taking(pets), new RequestValidationOptions { ReportReadOnly = report });

        Assert.Equal(place, validator
            .Validate(Api.Post("""{"pets":[{"id":1},{}]}"""u8.ToArray(), "application/json"), []).Violations
            .SingleOrDefault()?.JsonPointer);
    }

    [Fact]
    public void A_schema_with_an_error_is_reported_and_the_rest_of_it_is_checked()
    {
        var validator = new RequestValidator(Api.Operation(Api.Query("""{"type":"strng","maxLength":1}""")));

        Assert.NotEmpty(validator.SchemaErrors);
        Assert.True(validator.Validate(new ApiRequest { Method = "GET", Path = "/", Query = "color=a" }, []).IsValid);
        Assert.False(validator.Validate(new ApiRequest { Method = "GET", Path = "/", Query = "color=ab" }, []).IsValid);
    }

    [Fact]
    public void A_schema_that_refers_to_itself_is_read()
    {
        var tree = Api.Media(
            "application/x-www-form-urlencoded",
            """{"$ref":"#/components/schemas/Tree"}""",
            """{"Tree":{"type":"object","properties":{"value":{"type":"integer"},"next":{"$ref":"#/components/schemas/Tree"}}}}""",
            JsonSchemaDialect.OpenApi30);

        Assert.Equal("""{"value":1,"next":{"value":2}}""", Api.ReadBody(tree, "value=1&next[value]=2").Body?.GetRawText());
    }

    private static OpenApiParameter Deep
        => Api.Parameter(ParameterLocation.Query, ParameterStyle.DeepObject, explode: true,
            """{"type":"object","properties":{"n":{"type":"integer"},"list":{"type":"array","items":{"type":"integer"}}}}""");

    private static RequestReading Validate(OpenApiOperation operation, string query, RequestValidationOptions? options = null)
        => new RequestValidator(operation, options).Validate(new ApiRequest { Method = "GET", Path = "/", Query = query }, []);
}
