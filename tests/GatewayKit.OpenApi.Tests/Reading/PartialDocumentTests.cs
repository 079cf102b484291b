using GatewayKit.OpenApi.Reading.Files;

namespace GatewayKit.OpenApi.Reading;

/// <summary>An error in one part of a document costs that part only.</summary>
public sealed class PartialDocumentTests
{
    private const string Rest = "\n  /ok: {get: {responses: {200: {description: ok}}}}";

    [Theory]
    [InlineData("/a: {$ref: '#/none'}", "GET /ok")]
    [InlineData("/a: 7", "GET /ok")]
    [InlineData("/a/{b: {get: {}}", "GET /ok")]
    [InlineData("/a: {get: 7, put: {}}", "PUT /a,GET /ok")]
    [InlineData("/a/{x}: {get: {}}\n  /a/{y}: {get: {}, put: {}}", "GET /a/{x},PUT /a/{y},GET /ok")]
    [InlineData("/a: {get: {}}\n  /a: {put: {}}", "GET /a,PUT /a,GET /ok")]
    [InlineData("/a: {get: {security: [{none: []}]}}", "GET /a,GET /ok")]
    [InlineData("/a: {get: {parameters: [{$ref: '#/none'}]}}", "GET /a,GET /ok")]
    [InlineData("/a: {get: {responses: {200: {$ref: '#/none'}}}}", "GET /a,GET /ok")]
    [InlineData("/a: {post: {requestBody: {$ref: '#/none'}}}", "POST /a,GET /ok")]
    [InlineData("/a: {get: {responses: {200: {content: {a/b: {schema: {$ref: '#/none'}}}}}}}", "GET /a,GET /ok")]
    [InlineData("/a: {get: {responses: {200: {content: {a/b: {schema: {$ref: 'none.yaml'}}}}}}}", "GET /a,GET /ok")]
    public void The_other_operations_are_there(string path, string keys)
    {
        var result = Doc.Read($"openapi: 3.0.0\npaths:\n  {path}{Rest}");

        Assert.NotEmpty(result.Errors);
        Assert.Equal(keys, string.Join(',', result.Document!.Operations.Select(operation => operation.Key)));
    }

    [Fact]
    public void Operations_with_the_same_id_have_keys_of_their_own()
        => Assert.Equal(["x", "GET /b"],
            Doc.Read("openapi: 3.0.0\npaths: {/a: {get: {operationId: x}}, /b: {get: {operationId: x}}}").Document!.Operations.Select(
                operation => operation.Key));

    [Fact]
    public void A_response_that_can_not_be_read_is_declared_and_may_be_anything()
    {
        var response = Assert.Single(
            Doc.Read("openapi: 3.0.0\npaths: {/a: {get: {responses: {200: {$ref: '#/none'}}}}}").Document!.Operations[0].Responses);

        Assert.Equal(("200", 0), (response.Code, response.Content.Count));
    }

    [Fact]
    public void A_security_scheme_that_can_not_be_read_leaves_the_other_alternatives()
    {
        var result = Doc.Read("""
            openapi: 3.0.0
            paths: {/a: {get: {security: [{key: []}, {nne: [], key: []}, {odd: []}]}}}
            components: {securitySchemes: {key: {type: apiKey, in: header, name: X}, odd: {type: magic}, none: {type: mutualTLS}}}
            """);

        Assert.Equal("key", Assert.Single(Assert.Single(result.Document!.Operations[0].Security).Schemes).Key.Name);
        Assert.Equal(["/paths/~1a/get/security/1/nne", "/components/securitySchemes/odd/type"],
            result.Errors.Select(error => error.JsonPointer));
        Assert.EndsWith("Did you mean 'none'?", result.Errors[0].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{type: strng}", "/type")]
    [InlineData("{minLength: -1}", "/minLength")]
    [InlineData("{pattern: '('}", "/pattern")]
    [InlineData("{properties: {a: {items: {pattern: '['}}}}", "/properties/a/items/pattern")]
    public void An_error_in_a_schema_is_found_where_schemas_are_compiled(string schema, string place)
    {
        var result = Doc.Read($"openapi: 3.0.0\npaths:\n  /a: {{get: {{responses: {{200: {{content: {{a/b: {{schema: {schema}}}}}}}}}}}}}",
            options: new OpenApiReaderOptions { CompileSchemas = true });

        Assert.Equal(("/paths/~1a/get/responses/200/content/a~1b/schema" + place, 3),
            Assert.Single(result.Findings) is var finding ? (finding.JsonPointer, finding.Line) : default);
        Assert.Single(result.Document!.Operations);
    }

    [Fact]
    public void A_reference_that_leads_nowhere_is_reported_once()
        => Assert.Single(Doc.Read("openapi: 3.0.0\npaths: {/a: {get: {responses: {200: {content: {a/b: {schema: {$ref: 'none.yaml'}}}}}}}}",
            options: new OpenApiReaderOptions { CompileSchemas = true }).Findings);

    [Fact]
    public void The_last_of_two_members_with_the_same_name_holds()
    {
        var result = Doc.Read("""{"openapi":"3.0.0","info":{"title":"a","title":"b"},"paths":{}}""", "api.json");

        Assert.Equal("b", result.Document!.Title);
        Assert.Equal("/info/title", Assert.Single(result.Errors).JsonPointer);
    }
}
