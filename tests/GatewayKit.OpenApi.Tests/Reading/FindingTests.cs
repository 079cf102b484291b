using GatewayKit.OpenApi.Reading.Files;

namespace GatewayKit.OpenApi.Reading;

public sealed class FindingTests
{
    [Theory]
    [InlineData("a: 1", "", 1)]
    [InlineData("- 1", "", 1)]
    [InlineData("openapi: 4.0.0", "/openapi", 1)]
    [InlineData("openapi: [3]", "/openapi", 1)]
    [InlineData("info: {}\nswagger: '1.2'", "/swagger", 2)]
    [InlineData("openapi: 3.0.0\npaths:\n  /a/{b: {}", "/paths/~1a~1{b", 3)]
    [InlineData("openapi: 3.0.0\npaths:\n  /a/b}: {}", "/paths/~1a~1b}", 3)]
    [InlineData("openapi: 3.0.0\npaths:\n  /a/{}: {}", "/paths/~1a~1{}", 3)]
    [InlineData("openapi: 3.0.0\npaths:\n  /a/{x}: {get: {}}\n  /a/{y}: {get: {}}", "/paths/~1a~1{y}/get", 4)]
    [InlineData("openapi: 3.0.0\npaths:\n  /a: {get: {parameters: [{in: query}]}}", "/paths/~1a/get/parameters/0", 3)]
    [InlineData("openapi: 3.0.0\npaths:\n  /a: {get: {parameters: [{name: a, in: body}]}}", "/paths/~1a/get/parameters/0/in", 3)]
    [InlineData("openapi: 3.0.0\npaths:\n  /a: {get: {parameters: [{name: a, in: query, style: x}]}}", "/paths/~1a/get/parameters/0/style",
        3)]
    [InlineData("openapi: 3.0.0\npaths:\n  /a: {get: {parameters: [{name: a, in: query, required: 1}]}}",
        "/paths/~1a/get/parameters/0/required", 3)]
    [InlineData("openapi: 3.0.0\npaths:\n  /a: {get: {responses: {600: {}}}}", "/paths/~1a/get/responses/600", 3)]
    [InlineData("openapi: 3.0.0\npaths:\n  /a: {get: {responses: {2xx: {}, 2XX: {}}}}", "/paths/~1a/get/responses/2XX", 3)]
    [InlineData("openapi: 3.0.0\nsecurity: [{a: []}]", "/security/0/a", 2)]
    [InlineData("openapi: 3.0.0\npaths:\n  /a: {get: {parameters: [{name: a, in: query, schema: {contains: {$ref: '#/none'}}}]}}",
        "/paths/~1a/get/parameters/0/schema/contains/$ref", 3)]
    [InlineData("openapi: 3.0.0\ncomponents: {securitySchemes: {a: {type: basic}}}", "/components/securitySchemes/a/type", 2)]
    [InlineData("openapi: 3.0.0\ncomponents: {securitySchemes: {a: {type: apiKey, in: body, name: x}}}", "/components/securitySchemes/a",
        2)]
    [InlineData("openapi: 3.0.0\ncomponents: {securitySchemes: {a: {type: http}}}", "/components/securitySchemes/a", 2)]
    [InlineData("swagger: '2.0'\npaths:\n  /a: {get: {parameters: [{name: a, in: cookie}]}}", "/paths/~1a/get/parameters/0/in", 3)]
    [InlineData("swagger: '2.0'\npaths:\n  /a: {get: {parameters: [{name: a, in: query, collectionFormat: x}]}}",
        "/paths/~1a/get/parameters/0/collectionFormat", 3)]
    public void An_error_is_reported_with_its_place(string text, string place, int line)
    {
        var error = Doc.Error(text);

        Assert.Equal(("api.yaml", place, line), (error.File, error.JsonPointer, error.Line));
    }

    [Theory]
    [InlineData("openapi: 3.0.0\npaths: []", "/paths", 2)]
    [InlineData("openapi: 3.0.0\npaths:\n  a: {}", "/paths/a", 3)]
    [InlineData("openapi: 3.0.0\npaths:\n  /{a}/{a}: {}", "/paths/~1{a}~1{a}", 3)]
    [InlineData("openapi: 3.0.0\npaths:\n  /a?b=c: {}", "/paths/~1a?b=c", 3)]
    [InlineData("openapi: 3.0.0\npaths:\n  /a: {get: {operationId: x}}\n  /b: {get: {operationId: x}}", "/paths/~1b/get/operationId", 4)]
    [InlineData("openapi: 3.0.0\npaths:\n  /a: {get: {operationId: 7}}", "/paths/~1a/get/operationId", 3)]
    [InlineData("openapi: 3.0.0\npaths:\n  /a: {GET: {}}", "/paths/~1a/GET", 3)]
    [InlineData("openapi: 3.0.0\npaths:\n  /a: {get: []}", "/paths/~1a/get", 3)]
    [InlineData("openapi: 3.0.0\npaths:\n  /a: {get: {parameters: {}}}", "/paths/~1a/get/parameters", 3)]
    [InlineData("openapi: 3.0.0\nservers: [{}]", "/servers/0", 2)]
    [InlineData("openapi: 3.0.0\nservers: {url: /a}", "/servers", 2)]
    public void What_is_understood_although_it_is_invalid_is_a_warning(string text, string place, int line)
    {
        var result = Doc.Read(text);

        Assert.NotNull(result.Document);
        Assert.Empty(result.Errors);
        var warning = Assert.Single(result.Warnings);
        Assert.Equal((place, line, OpenApiSeverity.Warning), (warning.JsonPointer, warning.Line, warning.Severity));
    }

    [Theory]
    [InlineData("openapi: 3.0.0\npath: {}", "/path", "paths")]
    [InlineData("openapi: 3.0.0\ncomponents: {schema: {}}", "/components/schema", "schemas")]
    [InlineData("openapi: 3.0.0\npaths: {/a: {gett: {}}}", "/paths/~1a/gett", "get")]
    [InlineData("openapi: 3.0.0\npaths: {/a: {get: {response: {}}}}", "/paths/~1a/get/response", "responses")]
    [InlineData("openapi: 3.0.0\npaths: {/a: {get: {operationid: a}}}", "/paths/~1a/get/operationid", "operationId")]
    [InlineData("openapi: 3.0.0\npaths: {/a: {get: {parameters: [{name: a, in: query, requred: true}]}}}",
        "/paths/~1a/get/parameters/0/requred", "required")]
    [InlineData("openapi: 3.0.0\npaths: {/a: {post: {requestBody: {contents: {}}}}}", "/paths/~1a/post/requestBody/contents", "content")]
    [InlineData("openapi: 3.0.0\npaths: {/a: {get: {responses: {200: {contnet: {}}}}}}", "/paths/~1a/get/responses/200/contnet", "content")]
    [InlineData("openapi: 3.0.0\npaths: {/a: {get: {responses: {200: {content: {a/b: {shema: {}}}}}}}}",
        "/paths/~1a/get/responses/200/content/a~1b/shema", "schema")]
    [InlineData("swagger: '2.0'\ndefinitons: {}", "/definitons", "definitions")]
    public void A_misspelled_name_is_a_warning_with_the_name_that_was_meant(string text, string place, string meant)
    {
        var warning = Assert.Single(Doc.Read(text).Findings);

        Assert.Equal(place, warning.JsonPointer);
        Assert.EndsWith($"Did you mean '{meant}'?", warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_finding_is_reported_in_the_order_of_the_lines()
    {
        var findings = Doc.Read(
            "openapi: 3.0.0\nsecurity: [{a: []}]\npaths:\n  b: {}\n  /c: {get: 1}\n  /d: {get: {responses: {x: {}}}}\n").Findings;

        Assert.Equal([2, 4, 5, 6], findings.Select(error => error.Line));
    }

    [Fact]
    public void Errors_end_at_their_limit_and_the_rest_is_counted()
    {
        var result = Doc.Read($"openapi: 3.0.0\npaths: {{{string.Join(',', Enumerable.Range(0, 1000).Select(i => $"/p{i}: 1"))}}}",
            options: new OpenApiReaderOptions { MaxErrors = 7 });

        Assert.Equal((7, 993), (result.Errors.Count, result.Omitted));
    }

    [Theory]
    [InlineData("openapi: 3.0.0")]
    [InlineData("openapi: 3.1")]
    [InlineData("openapi: 3.2.0")]
    [InlineData("swagger: 2.0")]
    [InlineData("openapi: 3.0.0\ninfo:\npaths:\nservers:\ntags: 7\nsecurity:")]
    [InlineData("openapi: 3.0.0\npaths:\n  x-a: 1\n  /a:\n  /b: {get: }")]
    [InlineData("openapi: 3.0.0\npaths: {/a: {get: {tags: x, summary: 1, parameters: , responses: }}}")]
    [InlineData("openapi: 3.0.0\npaths: {/a: {get: {deprecated: 'true', parameters: [{name: a, in: path, schema: {}}]}}}")]
    [InlineData("openapi: 3.0.0\npaths: {'/a/{x}': {get: {}}, '/a/{y}': {put: {}}}")]
    public void What_loses_no_meaning_is_tolerated(string text) => Assert.Empty(Doc.Read(text).Findings);

    [Fact]
    public void A_parameter_of_the_path_that_is_not_in_it_is_left_out_and_one_that_is_not_declared_is_text()
    {
        var parameter = Assert.Single(Doc.Operation(
            "openapi: 3.0.0\npaths: {'/{a}': {get: {parameters: [{name: b, in: path, required: true, schema: {}}]}}}").Parameters);

        Assert.Equal(("a", ParameterLocation.Path, true), (parameter.Name, parameter.In, parameter.Required));
        Assert.True(parameter.Schema.Allows("\"x\""));
        Assert.False(parameter.Schema.Allows("1"));
    }
}
