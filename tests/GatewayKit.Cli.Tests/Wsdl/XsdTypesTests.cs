using System.Text.Json.Nodes;
using System.Xml.Linq;
using GatewayKit.Cli.Importing.Wsdl;
using GatewayKit.Cli.Tests.Support;

namespace GatewayKit.Cli.Tests.Wsdl;

public sealed class XsdTypesTests : IDisposable
{
    private readonly WorkFolder _folder = new();
    private readonly HashSet<string> _notes = [];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("<xs:simpleType><xs:restriction base='xs:string'><xs:length value='2'/></xs:restriction></xs:simpleType>", "text",
        """{"type":"string","minLength":2,"maxLength":2}""")]
    [InlineData("<xs:simpleType><xs:restriction base='xs:string'><xs:pattern value='[A-Z]'/><xs:pattern value='\\d+'/></xs:restriction>"
        + "</xs:simpleType>", "text", """{"type":"string","pattern":"^(?:[A-Z]|\\d+)$"}""")]
    [InlineData("<xs:simpleType><xs:restriction base='xs:string'><xs:pattern value='\\i\\c*'/></xs:restriction></xs:simpleType>", "text",
        """{"type":"string"}""")]
    [InlineData("<xs:simpleType><xs:restriction base='xs:string'><xs:pattern value='$1'/></xs:restriction></xs:simpleType>", "text",
        """{"type":"string"}""")]
    [InlineData("<xs:simpleType><xs:restriction base='xs:decimal'><xs:minExclusive value='+0.5'/><xs:maxInclusive value='007'/>"
        + "<xs:fractionDigits value='2'/></xs:restriction></xs:simpleType>", "number", """{"type":"number","exclusiveMinimum":0.5}""")]
    [InlineData("<xs:simpleType><xs:restriction base='xs:int'><xs:enumeration value='1'/><xs:enumeration value='2'/></xs:restriction>"
        + "</xs:simpleType>", "number", """{"type":"integer","format":"int32","enum":[1,2]}""")]
    [InlineData("<xs:simpleType><xs:list itemType='xs:int'/></xs:simpleType>", "text", """{"type":"string"}""")]
    [InlineData("<xs:simpleType><xs:union memberTypes='xs:int xs:boolean'/></xs:simpleType>", "text", """{"type":"string"}""")]
    [InlineData("<xs:simpleType><xs:restriction base='xs:base64Binary'><xs:maxLength value='3'/></xs:restriction></xs:simpleType>", "text",
        """{"type":"string","contentEncoding":"base64"}""")]
    [InlineData("<xs:complexType/>", "r_e", """{"type":"object","additionalProperties":false}""")]
    [InlineData("<xs:complexType><xs:sequence><xs:group ref='t:g' minOccurs='0'/></xs:sequence><xs:attributeGroup ref='t:a'/>"
        + "</xs:complexType>",
        "r_e",
        """
        {"type":"object","properties":{"@x":{"type":"string"},"p":{"type":"string"},"q":{"type":"string"}},"additionalProperties":false}
        """)]
    [InlineData("<xs:complexType><xs:sequence><xs:element ref='t:r' minOccurs='0'/></xs:sequence></xs:complexType>", "r_e",
        """{"type":"object","properties":{"r":{"$ref":"#/components/schemas/r"}},"additionalProperties":false}""")]
    [InlineData("<xs:complexType><xs:sequence minOccurs='2' maxOccurs='3'><xs:element name='p' type='xs:anyType'/></xs:sequence>"
        + "<xs:anyAttribute/></xs:complexType>", "r_e",
        """{"type":"object","properties":{"p":{"type":"array","items":{},"minItems":1}},"required":["p"]}""")]
    [InlineData("<xs:complexType><xs:complexContent><xs:restriction base='t:b'><xs:sequence><xs:element name='p' type='xs:int'/>"
        + "</xs:sequence><xs:attribute name='y' use='prohibited'/></xs:restriction></xs:complexContent></xs:complexType>", "r_e",
        """{"type":"object","properties":{"p":{"type":"integer","format":"int32"}},"required":["p"],"additionalProperties":false}""")]
    [InlineData("<xs:complexType mixed='true'><xs:sequence><xs:element name='p' type='xs:float' minOccurs='0'/></xs:sequence>"
        + "</xs:complexType>",
        "r_e",
        """
        {"anyOf":[{"type":"string"},
          {"type":"object","properties":{"#text":{"type":"string"},"p":{"type":"number"}},"additionalProperties":false}]}
        """)]
    public void A_type_becomes_one_of_soap_and_a_schema(string type, string name, string schema)
    {
        var types = Read(type);

        var root = types.OfElement(XName.Get("r", "urn:t"));

        var member = Assert.Single(root.Members);
        Assert.Equal(("e", name), (member.Name, member.Type));
        var actual = name == "r_e" ? types.All["r_e"].ToSchema() : root.ToSchema()["properties"]!["e"]!;
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(schema), actual), actual.ToJsonString());
    }

    [Fact]
    public void What_json_cannot_express_is_noted()
    {
        Read("<xs:complexType><xs:sequence><xs:element name='p' type='t:abstract'/><xs:element ref='t:head'/>"
            + "<xs:element name='p' type='t:abstract'/></xs:sequence></xs:complexType>").OfElement(XName.Get("r", "urn:t"));

        Assert.Equal(
            [
                "The type 'abstract' is abstract: types derived from it can't be chosen.",
                "The element 'head' of the type 'r_e' is abstract: elements of its substitution group aren't members.",
                "The type 'r_e' has the element 'p' more than once: only the first one is a member.",
            ],
            _notes);
    }

    [Fact]
    public void Two_types_with_one_name_get_different_ones()
    {
        var types = Read("<xs:complexType><xs:sequence><xs:element name='text' type='t:any'/></xs:sequence></xs:complexType>");

        types.OfElement(XName.Get("r", "urn:t"));

        Assert.Equal(["r", "r_e", "any2"], types.All.Keys);
    }

    private XsdTypes Read(string type)
    {
        _folder.With("a.wsdl", $"""
            <definitions xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:t="urn:t" xmlns:xs="http://www.w3.org/2001/XMLSchema"><types>
              <xs:schema targetNamespace="urn:t">
                <xs:element name="r"><xs:complexType><xs:sequence><xs:element name="e">{type}</xs:element></xs:sequence></xs:complexType>
                </xs:element>
                <xs:group name="g">
                  <xs:sequence><xs:element name="p" type="xs:string"/><xs:element name="q" type="xs:string"/></xs:sequence>
                </xs:group>
                <xs:attributeGroup name="a"><xs:attribute name="x" type="xs:string"/></xs:attributeGroup>
                <xs:complexType name="b">
                  <xs:sequence><xs:element name="p" type="xs:int"/><xs:element name="q" type="xs:int" minOccurs="0"/></xs:sequence>
                  <xs:attribute name="y" type="xs:int"/>
                </xs:complexType>
                <xs:complexType name="abstract" abstract="true"/>
                <xs:complexType name="any"/>
                <xs:element name="head" type="xs:string" abstract="true"/>
              </xs:schema>
            </types></definitions>
            """);
        using var files = new WsdlFiles(_folder["a.wsdl"], [], allowsRemote: false, TimeProvider.System);
        return new XsdTypes(WsdlDefinitions.Load(files).Schemas, _notes);
    }
}
