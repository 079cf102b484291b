using System.Text.Json;
using GatewayKit.JsonSchema;
using GatewayKit.OpenApi.Reading;

namespace GatewayKit.OpenApi.Model;

/// <summary>A discriminator in a schema that others include with <c>allOf</c> (OpenAPI 3.0.3, Discriminator Object).</summary>
public sealed class InheritanceTests
{
    private const string Vehicles = """
        Vehicle: { type: object, required: [kind], properties: { kind: { type: string } }, discriminator: { propertyName: kind } }
        Car: { allOf: [ { $ref: '#/components/schemas/Vehicle' }, { required: [doors], properties: { doors: { type: integer } } } ] }
        SportsCar: { allOf: [ { $ref: '#/components/schemas/Car' }, { required: [speed] } ] }
        Truck: { allOf: [ { $ref: '#/components/schemas/Vehicle' }, { required: [load] } ] }
        Other: { type: object }
        Alias: { $ref: '#/components/schemas/Vehicle' }
        """;

    [Theory]
    [InlineData("Vehicle", """{"kind":"Car","doors":4}""", true)]
    [InlineData("Vehicle", """{"kind":"Car"}""", false)]
    [InlineData("Vehicle", """{"kind":"Car","doors":"x"}""", false)]
    [InlineData("Vehicle", """{"kind":"Plane"}""", false)]
    [InlineData("Vehicle", """{"kind":"Other"}""", false)]
    [InlineData("Vehicle", """{"kind":"Vehicle"}""", true)]
    [InlineData("Vehicle", """{"kind":"SportsCar","doors":2,"speed":300}""", true)]
    [InlineData("Vehicle", """{"kind":"SportsCar","speed":300}""", false)]
    [InlineData("Vehicle", """{"kind":"SportsCar","doors":2}""", false)]
    [InlineData("Vehicle", """{}""", false)]
    [InlineData("Alias", """{"kind":"Car"}""", false)]
    [InlineData("Car", """{"kind":"Car","doors":4}""", true)]
    [InlineData("Car", """{"kind":"SportsCar","doors":4,"speed":1}""", true)]
    [InlineData("Car", """{"kind":"SportsCar","doors":4}""", false)]
    [InlineData("Car", """{"kind":"Truck","doors":4,"load":1}""", false)]
    [InlineData("Car", """{"kind":"Vehicle","doors":4}""", false)]
    [InlineData("SportsCar", """{"kind":"SportsCar","doors":4,"speed":1}""", true)]
    [InlineData("SportsCar", """{"kind":"Car","doors":4,"speed":1}""", false)]
    public void A_value_is_checked_against_the_schema_that_it_names(string schema, string value, bool valid)
        => Assert.Equal(valid, Allows(Vehicles, schema, value));

    [Theory]
    [InlineData("3.0.3")]
    [InlineData("3.1.0")]
    [InlineData("3.2.0")]
    public void Every_version_of_OpenAPI_3_has_it(string version)
        => Assert.False(Allows(Vehicles, "Vehicle", """{"kind":"Car"}""", version));

    [Theory]
    [InlineData("""{"kind":"car","doors":4}""", true)]
    [InlineData("""{"kind":"car"}""", false)]
    [InlineData("""{"kind":"truck","load":1}""", true)]
    [InlineData("""{"kind":"truck"}""", false)]
    [InlineData("""{"kind":"Car"}""", false)]
    [InlineData("""{"kind":"plane"}""", false)]
    public void A_mapping_gives_schemas_other_names(string value, bool valid)
        => Assert.Equal(valid,
            Allows(Vehicles.Replace("propertyName: kind", "propertyName: kind, mapping: { car: '#/components/schemas/Car', truck: Truck }",
                StringComparison.Ordinal), "Vehicle", value));

    [Theory]
    [InlineData("""{"doors":4}""", true)]
    [InlineData("""{}""", false)]
    [InlineData("""{"kind":"odd","doors":4}""", true)]
    [InlineData("""{"kind":"odd"}""", false)]
    [InlineData("""{"kind":"Truck","load":1}""", true)]
    public void In_3_2_a_default_mapping_is_for_what_names_nothing_else(string value, bool valid)
        => Assert.Equal(valid,
            Allows(Vehicles.Replace("required: [kind], ", "", StringComparison.Ordinal)
                .Replace("propertyName: kind", "propertyName: kind, defaultMapping: Car", StringComparison.Ordinal),
                "Vehicle", value, "3.2.0"));

    [Theory]
    [InlineData("""{"k":"b","n":1}""", true)]
    [InlineData("""{"n":1}""", true)]
    [InlineData("""{"k":"odd","n":1}""", true)]
    [InlineData("""{"k":"odd"}""", false)]
    [InlineData("""{}""", false)]
    public void In_3_2_a_default_mapping_names_a_branch_too(string value, bool valid)
        => Assert.Equal(valid, Allows("A: { oneOf: [ { $ref: '#/components/schemas/b' }, { $ref: '#/components/schemas/c' } ], "
            + "discriminator: { propertyName: k, defaultMapping: '#/components/schemas/b' } }\nb: { required: [n] }\nc: { required: [m] }",
                "A", value, "3.2.0"));

    [Theory]
    [InlineData("{ const: car }", "3.1.0")]
    [InlineData("{ enum: [car, cabrio] }", "3.0.3")]
    public void A_derived_schema_may_say_its_value_itself(string kind, string version)
    {
        var schemas = Vehicles.Replace("doors: { type: integer }", $"doors: {{ type: integer }}, kind: {kind}", StringComparison.Ordinal);

        Assert.True(Allows(schemas, "Vehicle", """{"kind":"car","doors":1}""", version));
        Assert.False(Allows(schemas, "Vehicle", """{"kind":"car"}""", version));
    }

    [Fact]
    public void A_schema_that_none_is_derived_from_says_nothing_by_its_discriminator()
        => Assert.True(Allows(
            "A: { properties: { kind: { type: string } }, discriminator: { propertyName: kind } }", "A", """{"kind":"anything"}"""));

    [Fact]
    public void Values_that_the_schema_itself_allows_need_no_derived_schema()
        => Assert.True(Allows(Vehicles.Replace("kind: { type: string }", "kind: { enum: [Car, bike] }", StringComparison.Ordinal),
            "Vehicle", """{"kind":"bike"}"""));

    [Theory]
    [InlineData("""{"kind":"Car","doors":1}""", true)]
    [InlineData("""{"kind":"Car"}""", false)]
    [InlineData("""{"kind":"Plane"}""", false)]
    public void Swagger_2_has_the_name_of_the_property(string value, bool valid)
    {
        var document = Doc.Parse("""
            swagger: "2.0"
            paths: { /a: { post: { parameters: [ { name: b, in: body, schema: { $ref: '#/definitions/Vehicle' } } ], responses: {} } } }
            definitions:
              Vehicle: { type: object, required: [kind], properties: { kind: { type: string } }, discriminator: kind }
              Car: { allOf: [ { $ref: '#/definitions/Vehicle' }, { required: [doors] } ] }
            """);

        Assert.Equal(valid, document.Operations[0].RequestBody!.Content[0].Schema.Allows(value));
    }

    [Theory]
    [InlineData("""{"kind":"Car","doors":1}""", true)]
    [InlineData("""{"kind":"Car"}""", false)]
    [InlineData("""{"kind":"Plane","doors":1}""", false)]
    [InlineData("""{"doors":1}""", false)]
    public void Branches_may_include_the_schema_that_they_are_branches_of(string value, bool valid)
    {
        const string schemas = """
            Vehicle: { type: object, required: [kind], properties: { kind: { type: string } }, discriminator: { propertyName: kind }, oneOf: [ { $ref: '#/components/schemas/Car' }, { $ref: '#/components/schemas/Truck' } ] }
            Car: { allOf: [ { $ref: '#/components/schemas/Vehicle' }, { required: [doors] } ] }
            Truck: { allOf: [ { $ref: '#/components/schemas/Vehicle' }, { required: [load] } ] }
            """;

        Assert.Equal(valid, Allows(schemas, "Vehicle", value));
        Assert.Equal(valid, Allows(schemas, "Car", value));
    }

    [Fact]
    public void What_a_derived_schema_evaluates_is_evaluated()
    {
        var schemas = Vehicles + "\nClosed: { $ref: '#/components/schemas/Vehicle', unevaluatedProperties: false }";

        Assert.True(Allows(schemas, "Closed", """{"kind":"Car","doors":1}""", "3.1.0"));
        Assert.False(Allows(schemas, "Closed", """{"kind":"Car","doors":1,"odd":1}""", "3.1.0"));
    }

    [Fact]
    public void A_schema_that_only_describes_another_is_not_another_kind()
        => Assert.True(Allows(Vehicles + "\nBody: { description: b, allOf: [ { $ref: '#/components/schemas/Vehicle' } ] }",
            "Body", """{"kind":"Car","doors":1}"""));

    [Fact]
    public void Lists_of_derived_values_are_checked_each()
        => Assert.False(Allows(Vehicles + "\nList: { type: array, items: { $ref: '#/components/schemas/Vehicle' } }",
            "List", """[{"kind":"Car","doors":1},{"kind":"Truck"}]"""));

    private static bool Allows(string schemas, string name, string value, string version = "3.0.3")
    {
        var document = Doc.Parse($$"""
            openapi: {{version}}
            paths: { /a: { post: { requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/{{name}}' } } } }, responses: {} } } }
            components:
              schemas:
                {{schemas.ReplaceLineEndings("\n    ")}}
            """);
        var errors = document.Operations[0].RequestBody!.Content[0].Schema!.Compile(SchemaDirection.Request);
        Assert.Empty(errors.Errors);
        return errors.Schema!.IsValid(JsonElement.Parse(value));
    }
}
