namespace GatewayKit.JsonSchema;

public sealed class CompilerTests
{
    [Fact]
    public void A_schema_of_a_document_is_found_by_its_place()
    {
        var registry = new JsonSchemaRegistry();
        registry.Add(new Uri("file:///api/orders.json"),
            Schema.Json("""{"components":{"schemas":{"Order":{"properties":{"item":{"$ref":"common.json#/Item"}}}}}}"""));
        registry.Add(new Uri("file:///api/common.json"), Schema.Json("""{"Item":{"type":"string","nullable":true}}"""));
        var compiler = new JsonSchemaCompiler(new JsonSchemaOptions
        {
            Dialect = JsonSchemaDialect.OpenApi30,
            BaseUri = new Uri("file:///api/orders.json"),
            Registry = registry,
        });

        var result = compiler.Compile("#/components/schemas/Order");

        Assert.Empty(result.Errors);
        Assert.True(result.Schema!.IsValid(Schema.Json("""{"item":null}""")));
        Assert.False(result.Schema.IsValid(Schema.Json("""{"item":1}""")));
    }

    [Fact]
    public void A_mistake_is_told_to_everyone_that_meets_it()
    {
        var compiler = new JsonSchemaCompiler(
            new JsonSchemaOptions { BaseUri = new Uri("file:///a"), Registry = new JsonSchemaRegistry() });
        compiler.Compile(Schema.Json("""{"$id":"file:///bad","minLength":"x"}"""));

        Assert.Equal("file:///bad#/minLength", Assert.Single(compiler.Compile("file:///bad").Errors).Location);
    }

    [Fact]
    public void A_reference_that_leads_nowhere_is_an_error_of_the_result()
        => Assert.Equal("none.json", Assert.Single(new JsonSchemaCompiler().Compile("none.json").Errors).Location);
}
