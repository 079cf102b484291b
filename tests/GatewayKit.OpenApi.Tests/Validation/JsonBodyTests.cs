using System.Text;
using GatewayKit.OpenApi.Content;

namespace GatewayKit.OpenApi.Validation;

public sealed class JsonBodyTests
{
    private static readonly OpenApiMediaType s_pet = Api.Media(
        "application/json", """{"type":"object","required":["name"],"properties":{"name":{"type":"string"},"age":{"type":"integer"}}}""");

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/json; charset=UTF-8")]
    [InlineData("APPLICATION/JSON;charset=\"us-ascii\"")]
    [InlineData(null)]
    public void A_valid_body_is_read(string? contentType)
    {
        var reading = new RequestValidator(Api.Taking(s_pet)).Validate(Api.Post("""{"name":"Rex","age":3}"""u8.ToArray(), contentType), []);

        Assert.True(reading.IsValid);
        Assert.Equal("Rex", reading.Body?.GetProperty("name").GetString());
    }

    [Fact]
    public void A_byte_order_mark_is_passed_over()
        => Assert.True(Api.ReadBody(s_pet, [0xEF, 0xBB, 0xBF, .. """{"name":"Rex"}"""u8]).IsValid);

    [Fact]
    public void Every_violation_is_told_with_its_place_and_never_with_the_value()
    {
        var violations = Api.ReadBody(s_pet, """{"age":"secret"}""").Violations;

        Assert.Equal(
            [(ViolationLocation.Body, "", "", "required"), (ViolationLocation.Body, "", "/age", "type")],
            violations.Select(violation => (violation.Location, violation.Name, violation.JsonPointer, violation.Code)));
        Assert.DoesNotContain(violations, violation => violation.Message.Contains("secret", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("""{"name":"a","name":"b"}""")]
    [InlineData("""{"name":"\ud800"}""")]
    [InlineData("""{"name":"\udc00\ud800"}""")]
    [InlineData("""{"name":"a"} x""")]
    public void What_is_not_JSON_is_a_violation(string body)
        => Assert.Equal("syntax", Assert.Single(Api.ReadBody(s_pet, body).Violations).Code);

    [Fact]
    public void Escaped_pairs_of_surrogates_are_characters()
        => Assert.True(Api.ReadBody(s_pet, """{"name":"\\\ud83d\ude00\\ud800"}""").IsValid);

    [Fact]
    public void What_is_not_UTF_8_is_a_violation()
        => Assert.Equal("syntax", Assert.Single(Api.ReadBody(s_pet, [.. "{\"name\":\""u8, 0xC3, 0x28, .. "\"}"u8]).Violations).Code);

    [Fact]
    public void What_is_nested_deeper_than_64_levels_is_a_violation()
        => Assert.Equal("syntax", Assert.Single(Api.ReadBody(s_pet, new string('[', 65) + new string(']', 65)).Violations).Code);

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/vnd.pet+json")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("application")]
    public void Another_media_type_is_told_from_other_violations(string contentType)
    {
        var reading = Api.ReadBody(s_pet, "{}", contentType);

        Assert.True(reading.IsUnsupportedMediaType);
        Assert.Equal("mediaType", Assert.Single(reading.Violations).Code);
    }

    [Fact]
    public void A_body_that_is_missing_is_a_violation_where_it_is_required()
    {
        var operation = Api.Taking(s_pet);
        var optional = operation with { RequestBody = operation.RequestBody! with { Required = false } };

        Assert.Equal("required",
            Assert.Single(new RequestValidator(operation).Validate(Api.Post([], "application/json"), []).Violations).Code);
        Assert.True(new RequestValidator(optional).Validate(Api.Post([], null), []).IsValid);
    }

    [Fact]
    public void A_body_is_a_violation_where_none_is_declared()
        => Assert.True(new RequestValidator(Api.Operation()).Validate(
            Api.Post(Encoding.UTF8.GetBytes("{}"), "application/json"), []).IsUnsupportedMediaType);

    [Theory]
    [InlineData("application/vnd.pet+json", "application/*+json")]
    [InlineData("application/vnd.pet+json", "application/vnd.pet+json;v=1")]
    [InlineData("application/json", "*/*")]
    [InlineData("text/json", "text/*")]
    public void A_range_takes_what_is_in_it(string actual, string declared)
        => Assert.Equal("type", Assert.Single(Api.ReadBody(Api.Media(declared, """{"type":"string"}"""), "1", actual).Violations).Code);

    [Fact]
    public void The_most_specific_media_type_decides()
    {
        var validator = new RequestValidator(
            Api.Taking(Api.Media("*/*", "false"), Api.Media("application/*", "false"), Api.Media("application/json", "true")));

        Assert.True(validator.Validate(Api.Post("1"u8.ToArray(), "application/json"), []).IsValid);
    }

    [Fact]
    public void At_most_a_hundred_violations_are_told()
        => Assert.Equal(100, Api.ReadBody(Api.Media("application/json", """{"items":{"type":"string"}}"""),
            $"[{string.Join(',', Enumerable.Range(0, 500))}]").Violations.Count);
}
