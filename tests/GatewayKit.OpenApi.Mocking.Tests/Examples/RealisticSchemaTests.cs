using GatewayKit.JsonSchema;

namespace GatewayKit.OpenApi.Mocking.Examples;

/// <summary>Schemas as they are met in APIs: each gets a valid value for every seed, plain or varied.</summary>
public sealed class RealisticSchemaTests
{
    private const int Seeds = 50;

    [Theory]
    [InlineData("""{"type":"object","required":["id","email","tags"],"properties":{"id":{"type":"integer","minimum":1},"email":{"type":"string","format":"email","maxLength":40},"tags":{"type":"array","items":{"type":"string","minLength":2,"maxLength":12},"minItems":2,"maxItems":4,"uniqueItems":true}},"additionalProperties":false}""")]
    [InlineData("""{"type":"object","properties":{"sku":{"type":"string","pattern":"^[A-Z]{3}-\\d{4}(?:-[a-z]+)?$"},"price":{"type":"number","minimum":0.01,"maximum":99.99,"multipleOf":0.01},"count":{"type":"integer","exclusiveMinimum":0,"exclusiveMaximum":5}},"required":["sku","price","count"]}""")]
    [InlineData("""{"type":"string","pattern":"^(?=.*[a-z])(?=.*[A-Z])(?=.*\\d).{8,20}$"}""")]
    [InlineData("""{"type":"string","pattern":"^\\+[1-9]\\d{6,14}$","minLength":10,"maxLength":12}""")]
    [InlineData("""{"type":"string","pattern":"^[a-z0-9]+(-[a-z0-9]+)*$","minLength":30,"maxLength":30}""")]
    [InlineData("""{"type":"string","pattern":"^(\\d{1,3}\\.){3}\\d{1,3}$","format":"ipv4"}""")]
    [InlineData("""{"type":"string","pattern":"^(?!internal-)[a-z-]{3,10}$"}""")]
    [InlineData("""{"type":"string","pattern":"^(['\"])[a-z]+\\1$"}""")]
    [InlineData("""{"type":"string","pattern":"\\bend$","minLength":20}""")]
    [InlineData("""{"type":"string","pattern":"\\Bx\\B"}""")]
    [InlineData("""{"type":"string","pattern":"(?<=b)a"}""")]
    [InlineData("""{"type":"string","pattern":"(^|\\s)word(\\s|$)","minLength":20}""")]
    [InlineData("""{"type":"object","propertyNames":{"pattern":"^[a-z]{3}$"},"minProperties":3}""")]
    [InlineData("""{"type":"object","propertyNames":{"enum":["a","b","c"]},"additionalProperties":{"type":"integer"},"minProperties":3}""")]
    [InlineData("""{"type":"object","propertyNames":{"maxLength":3},"patternProperties":{"^x-":{"type":"string"}},"minProperties":4}""")]
    [InlineData("""{"type":"array","uniqueItems":true,"minItems":5}""")]
    [InlineData("""{"type":"array","not":{"items":{"type":"integer"}}}""")]
    [InlineData("""{"type":"number","not":{"type":"integer"}}""")]
    [InlineData("""{"required":["k"],"allOf":[{"if":{"properties":{"k":{"const":1}},"required":["k"]},"then":{"required":["a"]}},{"if":{"properties":{"k":{"const":2}},"required":["k"]},"then":{"required":["b"]}},{"if":{"properties":{"k":{"const":3}},"required":["k"]},"then":{"required":["c"]}}]}""")]
    [InlineData("""{"type":"string","format":"date-time","minLength":25}""")]
    [InlineData("""{"type":"string","format":"uri","maxLength":12}""")]
    [InlineData("""{"type":"string","format":"hostname","minLength":100}""")]
    [InlineData("""{"allOf":[{"type":"object","required":["id"],"properties":{"id":{"type":"string"}}},{"properties":{"id":{"minLength":10},"kind":{"enum":["a","b"]}},"required":["kind"]}],"unevaluatedProperties":false}""")]
    [InlineData("""{"oneOf":[{"type":"object","required":["card"],"properties":{"card":{"type":"string"}}},{"type":"object","required":["iban"],"properties":{"iban":{"type":"string"}}}],"properties":{"card":true,"iban":true,"note":{"type":"string"}}}""")]
    [InlineData("""{"oneOf":[{"$ref":"#/$defs/cat"},{"$ref":"#/$defs/dog"}],"discriminator":{"propertyName":"kind"},"$defs":{"cat":{"type":"object","required":["kind"],"properties":{"kind":{"type":"string"},"lives":{"type":"integer"}}},"dog":{"type":"object","required":["kind"],"properties":{"kind":{"type":"string"},"barks":{"type":"boolean"}}}}}""")]
    [InlineData("""{"anyOf":[{"type":"null"},{"type":"object","required":["at"],"properties":{"at":{"type":"string","format":"date"}}}]}""")]
    [InlineData("""{"type":"object","properties":{"country":{"enum":["US","CA"]},"zip":{"type":"string"}},"required":["country","zip"],"if":{"properties":{"country":{"const":"US"}}},"then":{"properties":{"zip":{"pattern":"^\\d{5}$"}}},"else":{"properties":{"zip":{"pattern":"^[A-Z]\\d[A-Z] \\d[A-Z]\\d$"}}}}""")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string"},"b":{"type":"string"},"c":{"type":"string"}},"dependentRequired":{"a":["b"]},"dependentSchemas":{"b":{"required":["c"],"properties":{"c":{"minLength":8}}}},"minProperties":2,"maxProperties":3}""")]
    [InlineData("""{"type":"object","patternProperties":{"^x-[a-z]+$":{"type":"string"}},"additionalProperties":false,"minProperties":2}""")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"integer"}},"not":{"required":["a"]},"minProperties":1}""")]
    [InlineData("""{"not":{"type":["string","null"]}}""")]
    [InlineData("""{"type":"string","not":{"enum":["string","string1"]}}""")]
    [InlineData("""{"type":"array","prefixItems":[{"type":"number"},{"enum":["N","S"]}],"items":false,"minItems":2}""")]
    [InlineData("""{"type":"array","contains":{"type":"integer","minimum":5},"minContains":2,"maxContains":3,"items":{"type":["integer","string"]}}""")]
    [InlineData("""{"type":"array","uniqueItems":true,"minItems":3,"maxItems":3,"items":{"enum":["a","b","c"]}}""")]
    [InlineData("""{"type":"array","uniqueItems":true,"minItems":2,"items":{"type":"boolean"}}""")]
    [InlineData("""{"$defs":{"tree":{"type":"object","required":["value"],"properties":{"value":{"type":"integer"},"children":{"type":"array","items":{"$ref":"#/$defs/tree"}},"parent":{"$ref":"#/$defs/tree"}}}},"$ref":"#/$defs/tree"}""")]
    [InlineData("""{"$defs":{"node":{"oneOf":[{"type":"object","required":["next"],"properties":{"next":{"$ref":"#/$defs/node"}},"additionalProperties":false},{"type":"string"}]}},"$ref":"#/$defs/node"}""")]
    [InlineData("""{"type":"integer","minimum":12345678901234567890123,"multipleOf":7}""")]
    [InlineData("""{"type":"number","exclusiveMinimum":0,"exclusiveMaximum":0.001}""")]
    [InlineData("""{"type":"integer","format":"int32","minimum":2147483647}""")]
    [InlineData("""{"type":"object","required":["password"],"properties":{"password":{"type":"string","writeOnly":true},"name":{"type":"string"}},"example":{"name":"Ada","password":"x"}}""")]
    [InlineData("""{"oneOf":[{"type":"object","properties":{"a":{"type":"string"}}},{"type":"object","properties":{"a":{"type":"string"},"b":{"type":"object"}}}]}""")]
    [InlineData("""{"allOf":[{"anyOf":[{"required":["a"]},{"required":["b"]}]},{"oneOf":[{"properties":{"a":{"type":"integer"}},"required":["a"]},{"properties":{"c":{"type":"string"}},"required":["c"]}]}],"type":"object"}""")]
    public void A_value_is_valid_for_every_seed(string schema)
    {
        var place = Api.Schema(schema);
        var invalid = new List<string>();
        foreach (var isDynamic in new[] { false, true })
        {
            for (var seed = 0; seed < Seeds; seed++)
            {
                var result = new ExampleGenerator(new ExampleOptions { Seed = seed, Dynamic = isDynamic }).Generate(
                    place, SchemaDirection.Response, "key");
                if (!result.IsValid)
                    invalid.Add($"{isDynamic} {seed}: {result.Value.GetRawText()}");
            }
        }
        Assert.Empty(invalid);
    }
}
