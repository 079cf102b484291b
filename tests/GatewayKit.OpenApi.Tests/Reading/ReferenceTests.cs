namespace GatewayKit.OpenApi.Reading;

public sealed class ReferenceTests
{
    private const string Get = "openapi: 3.1.0\npaths: {/a: {get: {responses: {200: {content: {a/b: {schema: ";

    [Theory]
    [InlineData("openapi: 3.0.0\npaths: {/a: {$ref: '#/x-items/a'}}\nx-items: {a: {get: {}}}")]
    [InlineData("openapi: 3.0.0\npaths: {/a: {get: {$ref: '#/x-items/b'}}}\nx-items: {a: {}, b: {$ref: '#/x-items/a'}}")]
    [InlineData("openapi: 3.0.0\npaths: {/a: {get: {$ref: '#/x-items/b/get'}}}\nx-items: {a: {get: {}}, b: {$ref: '#/x-items/a'}}")]
    [InlineData("openapi: 3.0.0\npaths: {/a: {get: {$ref: '#/x-a~1b~0%20%C3%A9%25'}}}\nx-a/b~ é%: {}")]
    [InlineData("openapi: 3.0.0\npaths: {/a: {get: {parameters: [{$ref: '#/x/0'}], responses: {$ref: '#/y'}}}}\nx: [{name: a, in: query}]\n"
        + "y: {200: {}}")]
    public void References_are_followed_wherever_they_stand(string text) => Assert.Equal("GET /a", Doc.Operation(text).Key);

    [Fact]
    public void What_stands_beside_the_reference_of_a_path_wins()
    {
        var document = Doc.Parse("openapi: 3.1.0\npaths: {/a: {$ref: '#/x', get: {summary: own}, parameters: [{name: p, in: query, "
            + "required: true}]}}\nx: {get: {summary: other}, put: {}, parameters: [{name: p, in: query}]}");

        Assert.Equal(["GET", "PUT"], document.Operations.Select(operation => operation.Method));
        Assert.Equal("own", document.Operations[0].Summary);
        Assert.True(Assert.Single(document.Operations[1].Parameters).Required);
    }

    [Fact]
    public void A_description_beside_a_reference_overrides_from_3_1_on()
    {
        const string Rest = "\npaths: {/a: {get: {responses: {200: {$ref: '#/x', description: own}}}}}\nx: {description: other}";

        Assert.Equal("own", Doc.Operation("openapi: 3.1.0" + Rest).Responses[0].Description);
        Assert.Equal("other", Doc.Operation("openapi: 3.0.0" + Rest).Responses[0].Description);
    }

    [Theory]
    [InlineData("openapi: 3.0.0\npaths: {/a: {$ref: '#/none'}}", "/paths/~1a/$ref", "exist")]
    [InlineData("openapi: 3.0.0\npaths: {/a: {$ref: 'none'}}", "/paths/~1a/$ref", "no folder")]
    [InlineData("openapi: 3.0.0\npaths: {/a: {$ref: 'http://localhost/a'}}", "/paths/~1a/$ref", "network")]

    [InlineData("openapi: 3.0.0\npaths: {/a: {$ref: '#anchor'}}", "/paths/~1a/$ref", "anchor")]
    [InlineData("openapi: 3.0.0\npaths: {/a: {$ref: 1}}", "/paths/~1a/$ref", "URI")]
    [InlineData("openapi: 3.0.0\npaths: {/a: {$ref: '#/paths/~1a'}}", "/paths/~1a/$ref", "circular")]
    [InlineData("openapi: 3.0.0\npaths: {/a: {$ref: '#/x/b/c'}}\nx: {$ref: '#/x/b'}", "/paths/~1a/$ref", "exist")]
    [InlineData(Get + "{$ref: '#/none'}}}}}}}}", "/paths/~1a/get/responses/200/content/a~1b/schema/$ref", "exist")]
    [InlineData(Get + "{items: {anyOf: [{$ref: '#/none'}]}}}}}}}}}", "/paths/~1a/get/responses/200/content/a~1b/schema/items/anyOf/0/$ref",
        "exist")]
    [InlineData(Get + "{$ref: '#/components/schemas/A'}}}}}}}}\ncomponents: {schemas: {A: {properties: {$ref: {$ref: '#/none'}}}}}",
        "/components/schemas/A/properties/$ref/$ref", "exist")]
    public void A_reference_that_leads_nowhere_is_told_with_its_place(string text, string place, string message)
    {
        var error = Doc.Error(text);

        Assert.Equal(place, error.JsonPointer);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Get + "{$ref: '#/components/schemas/A'}}}}}}}}\ncomponents: {schemas: {A: {properties: {a: {$ref: "
        + "'#/components/schemas/A'}}}}}")]
    [InlineData(Get + "{example: {$ref: '#/none'}, enum: [{$ref: '#/none'}], default: {$ref: nowhere}}}}}}}}}")]
    [InlineData("openapi: 3.0.0\ncomponents: {schemas: {Unused: {$ref: '#/none'}}}")]
    [InlineData("openapi: 3.0.0\npaths: {/a: {get: {responses: {200: {content: {a/b: {example: {$ref: '#/none'}}}}}}}}")]
    public void What_is_circular_unused_or_only_looks_like_a_reference_is_no_mistake(string text) => Assert.Empty(Doc.Read(text).Errors);

    [Fact]
    public void Identifiers_and_anchors_of_schemas_are_followed()
    {
        var schema = Doc.Operation(Get + """
            {$ref: 'https://example.com/s/a'}}}}}}}}
            components:
              schemas:
                A: {$id: 'https://example.com/s/a', properties: {b: {$ref: b}, c: {$ref: '#/$defs/c'}, d: {$ref: '#d'}}, $defs: {c: {const: 3}, d: {$anchor: d, const: 4}}}
                B: {$id: 'https://example.com/s/b', const: 2}
            """).Responses[0].Content[0].Schema!;

        Assert.True(schema.Allows("""{"b":2,"c":3,"d":4}"""));
        Assert.False(schema.Allows("""{"b":3}"""));
        var a = schema.Follow("https://example.com/s/a")!;
        Assert.EndsWith("#/components/schemas/A", a.Location, StringComparison.Ordinal);
        Assert.Equal(["2", "3", "4"],
            new[] { "b", "#/$defs/c", "#d" }.Select(reference => a.Follow(reference)!.Json.GetProperty("const").GetRawText()));
        Assert.EndsWith("#/components/schemas/A/$defs/c", a.Below("properties/c")!.Follow("#/$defs/c")!.Location, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("a/b")]
    [InlineData("a~b")]
    [InlineData("a%20b")]
    [InlineData("100%")]
    [InlineData("é")]
    [InlineData("a#b?c")]
    [InlineData("\U0001F600")]
    [InlineData("{a}")]
    public void A_schema_is_found_by_its_location_whatever_its_name_is(string name)
    {
        var pointer = name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
        var document = Doc.Parse(Get + "{$ref: '#/components/schemas/" + Uri.EscapeDataString(pointer) + "'}}}}}}}}\n"
            + $$"""components: {schemas: {"{{name}}": {properties: {"{{name}}": {const: 1} } } } }""");
        var schema = document.Operations[0].Responses[0].Content[0].Schema!;

        var named = schema.Follow(schema.Json.GetProperty("$ref").GetString()!)!;
        var below = named.Below($"properties/{pointer}")!;

        Assert.Same(named, document.Schemas.Find(named.Location));
        Assert.Same(below, document.Schemas.Find(below.Location));
        Assert.Equal(below.Location, new Uri(below.Location).AbsoluteUri);
        Assert.True(below.Allows("1"));
        Assert.False(schema.Allows($$"""{"{{name}}": 2 }"""));
    }
}
