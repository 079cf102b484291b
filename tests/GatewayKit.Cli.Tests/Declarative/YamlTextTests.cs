using System.Text;
using System.Text.Json.Nodes;
using GatewayKit.Cli.Declarative;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Readers;

namespace GatewayKit.Cli.Tests.Declarative;

public sealed class YamlTextTests
{
    [Theory]
    [InlineData("{}")]
    [InlineData("""{"a":null,"b":true,"c":"true","d":"***","e":"null","f":"no","g":"","h":" x","i":"a: b","j":"a #b"}""")]
    [InlineData("""{"a":1,"b":1.50,"c":"1","d":"1e3","e":-0.5,"f":"0x1F","g":"12:30","h":"007","i":"1_000"}""")]
    [InlineData("""{"a":[],"b":{},"c":[1,[2,[3]],{"x":{"y":[{"z":"w"}]}}],"d":[{"a":1,"b":2}]}""")]
    [InlineData("""{"a":"line\nbreak\ttab \"quotes\" \\ \u2028 \ud83d\ude00","b b":"{}","c: d":"- x"}""")]
    [InlineData("""{"a":"30s","b":"1_0","c":"10MB","d":"2027-01-01","e":"/","f":"a/b.c","g":"1e3m"}""")]
    [InlineData("""{"/orders/{**rest}":"/orders/{**rest}"}""")]
    [InlineData("""{"a":"[x]","b":"{x}","c":"@x","d":"%x","e":"&x","f":"!x","g":"|","h":">","i":"?","j":"-","k":"~","l":"=","m":"<<"}""")]
    [InlineData("""{"a":"$${env:HOME} $${env:X:-y}"}""")]
    public void A_text_is_read_as_what_was_written(string json)
    {
        var document = JsonNode.Parse(json)!.AsObject();
        var errors = new ConfigErrors();

        var yaml = YamlText.Of(document);
        var read = NodeJson.Of(ConfigDocument.Read(Encoding.UTF8.GetBytes(yaml), "test.yaml", errors)!);

        Assert.Empty(errors.Items);
        Assert.True(JsonNode.DeepEquals(document, read), yaml);
    }
}
