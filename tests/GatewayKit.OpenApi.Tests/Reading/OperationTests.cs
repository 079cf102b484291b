using GatewayKit.OpenApi.Reading.Parts;

namespace GatewayKit.OpenApi.Reading;

public sealed class OperationTests
{
    [Theory]
    [InlineData("path", ParameterStyle.Simple, false)]
    [InlineData("query", ParameterStyle.Form, true)]
    [InlineData("header", ParameterStyle.Simple, false)]
    [InlineData("cookie", ParameterStyle.Form, true)]
    [InlineData("query, style: pipeDelimited", ParameterStyle.PipeDelimited, false)]
    [InlineData("query, style: deepObject, explode: true", ParameterStyle.DeepObject, true)]
    [InlineData("query, explode: false", ParameterStyle.Form, false)]
    [InlineData("path, style: label", ParameterStyle.Label, false)]
    public void Style_and_explode_have_defaults(string text, ParameterStyle style, bool explode)
    {
        var parameter = Assert.Single(
            Doc.Operation($$"""{openapi: 3.0.0, paths: {'/{a}': {get: {parameters: [{name: a, in: {{text}} }]} } } }""".Replace(
                "'/{a}'", text.StartsWith("path", StringComparison.Ordinal) ? "'/{a}'" : "/a", StringComparison.Ordinal)).Parameters);

        Assert.Equal((style, explode), (parameter.Style, parameter.Explode));
    }

    [Fact]
    public void Header_parameters_that_other_parts_describe_are_ignored()
        => Assert.Equal("X-A",
            Assert.Single(Doc.Operation("openapi: 3.0.0\npaths: {/a: {get: {parameters: [{name: accept, in: header}, {name: Content-Type, "
                + "in: header}, {name: authorization, in: header}, {name: X-A, in: header}]}}}").Parameters).Name);

    [Fact]
    public void A_parameter_may_have_content_instead_of_a_schema()
    {
        var parameter = Assert.Single(Doc.Operation("openapi: 3.0.0\npaths: {/a: {get: {parameters: [{name: p, in: query, content: "
            + "{application/json: {schema: {type: object}, example: {}}}}]}}}").Parameters);

        Assert.Null(parameter.Schema);
        Assert.Equal("application/json", parameter.Content!.Name);
        Assert.True(parameter.Content.Schema.Allows("{}"));
    }

    [Fact]
    public void Security_of_an_operation_replaces_that_of_the_document()
    {
        var operations = Doc.Parse("""
            openapi: 3.0.0
            security: [{a: []}]
            paths: {/a: {get: {}, put: {security: []}, post: {security: [{}, {a: [x], b: []}]}}}
            components: {securitySchemes: {a: {type: oauth2}, b: {type: http, scheme: Bearer}}}
            """).Operations;

        Assert.Equal("a", Assert.Single(Assert.Single(operations[0].Security).Schemes).Key.Name);
        Assert.Empty(operations[1].Security);
        Assert.Empty(operations[2].Security[0].Schemes);
        Assert.Equal(["x"], operations[2].Security[1].Schemes[0].Value);
        Assert.Equal("bearer", operations[2].Security[1].Schemes[1].Key.Scheme);
    }

    [Theory]
    [InlineData("https://example.com", "")]
    [InlineData("https://example.com/", "")]
    [InlineData("https://example.com/a/b/?x=/c#/d", "/a/b")]
    [InlineData("/a/", "/a")]
    [InlineData("a", "/a")]
    [InlineData("./a", "/a")]
    [InlineData("//example.com/a", "/a")]
    [InlineData("https://{host}/{version}", "/v1")]
    [InlineData("{server}", "/s")]
    public void A_base_path_is_the_path_of_the_servers_url(string url, string path)
        => Assert.Equal(path,
            Assert.Single(Doc.Parse(
                $$"""{openapi: 3.0.0, servers: [{url: '{{url}}', variables: {version: {default: v1}, server: {enum: ['http://a/s']} } }]}""").Servers).BasePath);

    [Fact]
    public void Servers_of_an_operation_or_a_path_replace_those_of_the_document()
    {
        var operations = Doc.Parse("openapi: 3.0.0\nservers: [{url: /d}]\npaths: {/a: {get: {}}, /b: {servers: [{url: /p}], get: {}, put: "
            + "{servers: [{url: /o}]}}}").Operations;

        Assert.Equal(["/d", "/p", "/o"], operations.Select(operation => Assert.Single(operation.Servers).BasePath));
    }

    [Fact]
    public void Examples_are_read_wherever_they_are_written()
    {
        var media = Doc.Operation("""
            openapi: 3.0.0
            paths: {/a: {get: {responses: {200: {content: {a/b: {example: 1, examples: {a: {value: 2}, b: {$ref: '#/components/examples/b'}, c: {externalValue: 'http://localhost'}, d: {value: }}}}}}}}}
            components: {examples: {b: {value: 3}}}
            """).Responses[0].Content[0];

        Assert.Equal([("", "1"), ("a", "2"), ("b", "3"), ("d", "null")],
            media.Examples.Select(example => (example.Name, example.Value.GetRawText())));
        Assert.EndsWith("#/components/examples/b/value", media.Examples[2].Location, StringComparison.Ordinal);
    }

    [Fact]
    public void Parts_of_a_form_have_their_encoding()
    {
        var encoding = Doc.Operation("openapi: 3.0.0\npaths: {/a: {post: {requestBody: {content: {multipart/form-data: {encoding: {a: "
            + "{contentType: 'image/png', headers: {X-A: {}, Content-Type: {}}}, b: {explode: false}, c: {style: deepObject}}}}}}}}")
            .RequestBody!.Content[0].Encoding;

        Assert.Equal(("image/png", null), (encoding["a"].ContentType, encoding["a"].Style));
        Assert.Equal("X-A", Assert.Single(encoding["a"].Headers).Name);
        Assert.Equal((ParameterStyle.Form, false), (encoding["b"].Style, encoding["b"].Explode));
        Assert.Equal((ParameterStyle.DeepObject, false), (encoding["c"].Style, encoding["c"].Explode));
    }

    [Fact]
    public void A_header_that_has_itself_in_it_ends()
        => Assert.Single(Doc.Parse("openapi: 3.0.0\npaths: {/a: {get: {responses: {200: {headers: {X-A: {$ref: "
            + "'#/components/headers/A'}}}}}}}\ncomponents: {headers: {A: {content: {a/b: {encoding: {c: {headers: {X-A: {$ref: "
            + "'#/components/headers/A'}}}}}}}}}").Operations);

    [Fact]
    public void Webhooks_are_no_operations_but_what_3_2_adds_to_paths_is()
        => Assert.Equal(["QUERY", "COPY"],
            Doc.Parse("openapi: 3.2.0\nwebhooks: {a: {post: {}}}\npaths: {/a: {query: {}, additionalOperations: {COPY: {}}}}").Operations
                .Select(operation => operation.Method));

    [Fact]
    public void Schemas_that_operations_use_are_compiled_at_once_if_asked_for()
    {
        const string Text = "openapi: 3.0.0\npaths: {/a: {get: {responses: {200: {content: {a/b: {schema: {$ref: "
            + "'#/components/schemas/A'}}}}}}}}\ncomponents:\n  schemas:\n    A: {type: txt}\n    B: {type: txt}\n";

        Assert.Empty(Doc.Read(Text).Errors);
        Assert.Equal(("/components/schemas/A/type", 5),
            Doc.Error(Text, options: new OpenApiReaderOptions { CompileSchemas = true }) is var error
                ? (error.JsonPointer, error.Line)
                : default);
    }

    [Fact]
    public void What_references_repeat_has_a_bound()
    {
        var items = string.Join(", ", Enumerable.Range(0, 1000).Select(i => $"'/p{i}': {{$ref: '#/x'}}"));
        var operations = string.Join(", ", Enumerable.Range(0, 1000).Select(i => $"M{i}: {{}}"));

        Assert.Contains("too many parts",
            Doc.Error($"openapi: 3.2.0\npaths: {{{items}}}\nx: {{additionalOperations: {{{operations}}}}}",
                options: new OpenApiReaderOptions { MaxParts = 100_000 }).Message,
            StringComparison.Ordinal);
    }
}
