using GatewayKit.OpenApi.Content;

namespace GatewayKit.OpenApi.Validation;

public sealed class ResponseValidatorTests
{
    private static readonly OpenApiMediaType s_pet =
        Api.Media("application/json",
            """{"type":"object","required":["id","password"],"properties":{"id":{"type":"integer","readOnly":true},"password":{"writeOnly":true}}}""");

    private static readonly OpenApiOperation s_operation = Api.Operation() with
    {
        Responses =
        [
            new OpenApiResponse { Code = "default", Content = [Api.Media("application/problem+json")] },
            new OpenApiResponse { Code = "2XX" },
            new OpenApiResponse
            {
                Code = "200",
                Content = [s_pet],
                Headers = [Header("X-Rate", """{"type":"integer"}""") with { Required = true }],
            },
        ],
    };

    [Fact]
    public void What_is_as_declared_is_valid() => Assert.Empty(Validate(200, """{"id":1}""", "application/json; charset=utf-8", "5"));

    [Fact]
    public void Every_violation_is_told_with_its_place()
        => Assert.Equal(
            [(ViolationLocation.Header, "X-Rate", "", "type"), (ViolationLocation.Body, "", "", "required")],
            Validate(200, "{}", "application/json", "many")
                .Select(violation => (violation.Location, violation.Name, violation.JsonPointer, violation.Code)));

    [Theory]
    [InlineData("{}", "text/html", "mediaType")]
    [InlineData("{", "application/json", "syntax")]
    [InlineData("", null, "required")]
    public void What_is_wrong_with_a_body_is_told(string body, string? contentType, string code)
        => Assert.Equal(code, Assert.Single(Validate(200, body, contentType, "1")).Code);

    [Theory]
    [InlineData(201, null)]
    [InlineData(500, null)]
    [InlineData(204, null)]
    public void A_status_is_that_of_a_code_a_range_or_the_default(int status, string? code)
        => Assert.Equal(code,
            Validate(status, status == 500 ? "{}" : "", status == 500 ? "application/problem+json" : null).SingleOrDefault()?.Code);

    [Fact]
    public void A_status_that_is_not_declared_is_a_violation()
    {
        var only = s_operation with { Responses = [.. s_operation.Responses.Skip(1)] };

        var violation = Assert.Single(new ResponseValidator(only).Validate(new ApiResponse { Status = 404 }));
        Assert.Equal((ViolationLocation.Status, "unknown", "The status must be one of 2XX, 200."),
            (violation.Location, violation.Code, violation.Message));
    }

    [Fact]
    public void A_HEAD_request_and_304_have_no_body()
    {
        var rate = new KeyValuePair<string, string>[] { new("x-rate", "1") };

        Assert.Empty(new ResponseValidator(s_operation with { Method = "HEAD" }).Validate(
            new ApiResponse { Status = 200, Headers = rate }));
        Assert.Empty(new ResponseValidator(s_operation).Validate(new ApiResponse { Status = 304 }));
    }

    private static OpenApiParameter Header(string name, string schema)
        => Api.Parameter(ParameterLocation.Header, ParameterStyle.Simple, explode: false, schema, name);

    private static IReadOnlyList<Violation> Validate(int status, string body, string? contentType, string? rate = null)
        => new ResponseValidator(s_operation).Validate(new ApiResponse
        {
            Status = status,
            Headers = rate is null ? [] : [new("x-rate", rate)],
            ContentType = contentType,
            Body = System.Text.Encoding.UTF8.GetBytes(body),
        });
}
