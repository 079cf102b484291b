using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using GatewayKit.Cli.Importing.Wsdl;
using GatewayKit.Cli.Tests.Support;

namespace GatewayKit.Cli.Tests.Wsdl;

public sealed class ImportWsdlTests : IDisposable
{
    private const string Order = """
        {
          "note": null,
          "category": { "child": [ { "name": "b", "child": [ { "name": "c" } ] } ], "name": "a" },
          "order": {
            "card": "1234",
            "line": [ { "quantity": 2, "price": { "@net": true, "#text": 9.50 }, "sku": "x" }, { "sku": "y", "quantity": 1, "price": 1 } ],
            "date": "2026-12-01",
            "@currency": "EUR"
          },
          "customer": "Ada"
        }
        """;

    private static readonly (string Name, string Schema)[] s_schemas =
    [
        ("PlaceOrder", """
            { "type": "object",
              "properties": {
                "customer": { "type": "string" },
                "order": { "$ref": "#/components/schemas/Order" },
                "note": { "anyOf": [ { "type": "string" }, { "type": "null" } ] },
                "category": { "$ref": "#/components/schemas/Category" } },
              "required": ["customer", "order", "note"],
              "additionalProperties": false }
            """),
        ("Category", """
            { "type": "object",
              "properties": {
                "name": { "type": "string" },
                "child": { "type": "array", "items": { "$ref": "#/components/schemas/Category" } } },
              "required": ["name"],
              "additionalProperties": false }
            """),
        ("Line", """
            { "type": "object",
              "properties": {
                "sku": { "type": "string" },
                "quantity": { "type": "integer", "format": "int32", "minimum": 1 },
                "price": { "$ref": "#/components/schemas/Price" } },
              "required": ["sku", "quantity"],
              "additionalProperties": false }
            """),
        ("Price", """
            { "anyOf": [
                { "type": "number" },
                { "type": "object",
                  "properties": { "@net": { "type": "boolean" }, "#text": { "type": "number" } },
                  "additionalProperties": false } ] }
            """),
        ("PingResponse", """{ "type": "integer", "format": "int32" }"""),
    ];

    private readonly WorkFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_wrapped_operation_of_several_documents_is_called_in_the_order_of_its_schema()
    {
        _folder.WithOrders();
        await using var service = await StrictService.StartAsync(_folder["interface.wsdl"]);
        var end = await ImportAsync("orders.wsdl", "--upstream", service.Url, "--validate", "--prefix", "/api");
        Assert.Equal(
            (0, "gateway.yaml has 2 route(s) for the operations of 'Orders', and openapi.json describes them."),
            (end.ExitCode, string.Join('\n', end.Output)));
        Assert.Equal(["warning: not imported: The port 'OrdersSoap12': another port has the same operations."], end.Errors);
        await using var gateway = await RunningGateway.StartAsync(_folder.Path);

        service.Answer = """
            <PlaceOrderResponse xmlns="urn:example:orders" xmlns:t="urn:example:types">
            <orderId>9007199254740993</orderId><accepted>1</accepted>
            <line><t:sku>x</t:sku><t:quantity>2</t:quantity><t:price net="true">9.50</t:price></line></PlaceOrderResponse>
            """;
        service.Validate(XElement.Parse(service.Answer));
        Assert.Equal(
            (200, """{"orderId":9007199254740993,"accepted":true,"line":[{"sku":"x","quantity":2,"price":{"@net":true,"#text":9.50}}]}"""),
            await PostAsync(gateway, "/api/PlaceOrder", Order));
        Assert.Equal("POST /services/orders.asmx?v=1 text/xml; charset=utf-8 \"urn:example:orders/PlaceOrder\"", service.Last);
        service.Validate(service.Body!);

        Assert.Equal(422, (await PostAsync(gateway, "/api/PlaceOrder", Order.Replace("EUR", "DM", StringComparison.Ordinal))).Status);
        service.Answer = "<PingResponse xmlns='urn:example:orders'>5</PingResponse>";
        Assert.Equal((200, "5"), await PostAsync(gateway, "/api/Ping", "{}"));

        service.Status = 500;
        service.Answer = """
            <s:Fault xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><faultcode>s:Server</faultcode><faultstring>Unknown</faultstring>
            <detail><UnknownCustomer xmlns="urn:example:orders">Ada</UnknownCustomer></detail></s:Fault>
            """;
        var (status, problem) = await PostAsync(gateway, "/api/PlaceOrder", Order);
        Assert.Equal(422, status);
        Assert.Contains("\"faultDetail\":{\"UnknownCustomer\":\"Ada\"}", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Schemas_become_those_of_an_openapi_document()
    {
        using var files = new WsdlFiles(_folder.WithOrders()["orders.wsdl"], [], allowsRemote: false, TimeProvider.System);

        var document = JsonNode.Parse(WsdlOpenApi.Write(
            WsdlImport.Of(WsdlDefinitions.Load(files), new WsdlSettings { Document = "orders.wsdl" })))!;
        var operation = document["paths"]!["/PlaceOrder"]!["post"]!;
        Assert.Equal(("Orders", "Orders of the shop."), (Text(document, "/info/title"), Text(document, "/info/description")));
        Assert.Equal("Places an order.", (string?)operation["description"]);
        Assert.Equal(["200", "422", "default"], operation["responses"]!.AsObject().Select(r => r.Key));
        var schemas = document["components"]!["schemas"]!;
        foreach (var (name, expected) in s_schemas)
            Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), schemas[name]), schemas[name]!.ToJsonString());
        var order = schemas["Order"]!;
        Assert.Equal("""["EUR","USD"]""", order["properties"]!["@currency"]!["enum"]!.ToJsonString());
        Assert.Equal("^(?:[0-9]{4})$", (string?)order["properties"]!["card"]!["pattern"]);
        Assert.Equal("""["@currency","date","line"]""", order["required"]!.ToJsonString());
        var lines = order["properties"]!["line"]!;
        Assert.Equal(("1", "100"), (lines["minItems"]!.ToJsonString(), lines["maxItems"]!.ToJsonString()));
        Assert.Null(order["additionalProperties"]);
    }

    [Fact]
    public async Task An_rpc_operation_has_parts_without_a_namespace()
    {
        _folder.With("calc.wsdl", WsdlSamples.Calculator);
        await using var service = await StrictService.StartAsync(_folder["calc.wsdl"]);
        var end = await ImportAsync("calc.wsdl", "--upstream", service.Url);
        Assert.Equal(
            [
                "warning: not imported: The operation 'Old': it is rpc/encoded, which isn't supported; rpc/literal and document/literal "
                    + "are.",
                "warning: not imported: The operation 'Notify': it is a notification of the service, which isn't supported.",
            ],
            end.Errors);
        await using var gateway = await RunningGateway.StartAsync(_folder.Path);

        service.Answer = "<c:AddResponse xmlns:c='urn:example:calc'><sum>3</sum></c:AddResponse>";
        Assert.Equal((200, """{"sum":3}"""), await PostAsync(gateway, "/Add", """{"scale":1,"pair":{"a":1,"b":2}}"""));

        XNamespace calc = "urn:example:calc";
        Assert.True(XNode.DeepEquals(
            new XElement(
                calc + "Add", new XElement("pair", new XElement(calc + "b", 2), new XElement(calc + "a", 1)), new XElement("scale", 1)),
            Stripped(service.Body!)));
        Assert.Equal("POST /calc text/xml; charset=utf-8 \"add\"", service.Last);

        (service.Answer, service.Status) = ("", 202);
        Assert.Equal(202, (await PostAsync(gateway, "/Log", """{"sum":1}""")).Status);
    }

    [Fact]
    public async Task A_service_with_soap_12_and_unqualified_elements_is_called()
    {
        _folder.With("weather.wsdl", WsdlSamples.Weather);
        await using var service = await StrictService.StartAsync(_folder["weather.wsdl"]);
        var end = await ImportAsync("weather.wsdl", "--upstream", service.Url, "--validate");
        Assert.Equal(
            ["warning: not imported: The type 'Forecast' repeats a group of elements: each is an array, and their order is lost."],
            end.Errors);
        await using var gateway = await RunningGateway.StartAsync(_folder.Path);

        service.Answer = """
            <w:Forecast xmlns:w="urn:example:weather" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
            <day>2026-12-01</day><degrees>-1.5</degrees>
            <day>2026-12-02</day><degrees xsi:nil="true"/></w:Forecast>
            """;
        Assert.Equal(
            (200, """{"day":["2026-12-01","2026-12-02"],"degrees":[-1.5,null]}"""),
            await PostAsync(gateway, "/GetForecast", """{"days":2,"city":"Köln"}"""));
        Assert.Equal(
            "POST /weather application/soap+xml; charset=utf-8; action=\"urn:example:weather/GetForecast\" ", service.Last);
        service.Validate(service.Body!);
    }

    [Theory]
    [InlineData("<a/>", "isn't a WSDL document.")]
    [InlineData("<description xmlns='http://www.w3.org/ns/wsdl'/>", "is WSDL 2.0, which isn't supported; WSDL 1.1 is.")]
    [InlineData("<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>",
        "/a.wsdl' has a document type definition, which isn't allowed.")]
    [InlineData("<a>\n</b>", "isn't valid XML (line 2, position 3).")]
    [InlineData("<definitions xmlns='http://schemas.xmlsoap.org/wsdl/'><message name='..'/></definitions>", "'..' isn't a valid name.")]
    [InlineData("<definitions xmlns='http://schemas.xmlsoap.org/wsdl/'><types><s:schema xmlns:s='http://www.w3.org/2001/XMLSchema'>"
        + "<s:include schemaLocation='a%00.xsd'/></s:schema></types></definitions>", "can't be read")]
    [InlineData("<definitions xmlns='http://schemas.xmlsoap.org/wsdl/'><import location='../other.wsdl'/></definitions>",
        "is outside the document's folder. Use --reference-root to allow its folder.")]
    [InlineData("<definitions xmlns='http://schemas.xmlsoap.org/wsdl/'><import location='http://127.0.0.1:1/a.wsdl'/></definitions>",
        "'http://127.0.0.1:1/a.wsdl' isn't read. Use --remote to allow documents of other hosts.")]
    [InlineData("<definitions xmlns='http://schemas.xmlsoap.org/wsdl/'><types><s:schema xmlns:s='http://www.w3.org/2001/XMLSchema'>"
        + "<s:include schemaLocation='file:///etc/hosts'/></s:schema></types></definitions>", "is outside the document's folder.")]
    [InlineData("<definitions xmlns='http://schemas.xmlsoap.org/wsdl/'><types><s:schema xmlns:s='http://www.w3.org/2001/XMLSchema'>"
        + "<s:element name='a' type='missing'/></s:schema></types></definitions>", "aren't valid: 1 error(s).")]
    [InlineData("<definitions xmlns='http://schemas.xmlsoap.org/wsdl/'/>", "the document has no operation that can be imported.")]
    public void A_document_that_cannot_be_imported_is_an_error(string document, string expected)
        => Assert.Contains(expected, ErrorOf(document), StringComparison.Ordinal);

    [Fact]
    public void Large_and_deep_documents_are_errors()
    {
        var deep = string.Concat(Enumerable.Repeat("<a>", 200)) + string.Concat(Enumerable.Repeat("</a>", 200));
        var chain = string.Concat(Enumerable.Range(0, 600).Select(i => $"<xs:complexType name='T{i}'><xs:sequence>"
            + $"<xs:element name='a' type='tns:T{(i + 1) % 600}' maxOccurs='1000000'/></xs:sequence></xs:complexType>"));

        Assert.Contains("nests deeper than 128 levels.", ErrorOf(deep), StringComparison.Ordinal);
        Assert.Contains("is larger than 8 MB.", ErrorOf($"<a>{new string('a', 9 << 20)}</a>"), StringComparison.Ordinal);
        Assert.Contains("the types of the schemas nest deeper than 500 levels.", ErrorOf(WsdlSamples.Calculator
            .Replace("</xs:schema>", chain + "</xs:schema>", StringComparison.Ordinal)
            .Replace("\"tns:Pair\"", "\"tns:T0\"", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_import_that_fails_writes_nothing()
    {
        var end = await ImportAsync("missing.wsdl");

        Assert.Equal(1, end.ExitCode);
        Assert.Contains("can't be read", Assert.Single(end.Errors), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task An_operation_that_the_gateway_rejects_is_left_out()
    {
        _folder.With("calc.wsdl", WsdlSamples.Calculator.Replace("soapAction=\"log\"", "soapAction=\"größe\"", StringComparison.Ordinal));

        var end = await ImportAsync("calc.wsdl", "--validate");

        Assert.Equal((0, "gateway.yaml has 1 route(s) for the operations of 'Calculator', and openapi.json describes them."),
            (end.ExitCode, string.Join('\n', end.Output)));
        Assert.Contains(
            "warning: not imported: The operation 'Log': routes.Log.plugins[1] (soap): options.action is 'größe'; it must be a URI, "
                + "without quotation marks.", end.Errors);
        Assert.DoesNotContain("/Log", await File.ReadAllTextAsync(_folder["openapi.json"]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_import_that_the_gateway_rejects_keeps_the_files(bool isForced)
    {
        _folder.With("calc.wsdl", WsdlSamples.Calculator
            .Replace("soapAction=\"log\"", "soapAction=\"ö\"", StringComparison.Ordinal)
            .Replace("soapAction=\"add\"", "soapAction=\"ä\"", StringComparison.Ordinal));
        if (isForced)
            _folder.With("openapi.json", "{}");

        var end = await ImportAsync(["calc.wsdl", .. isForced ? ["--force"] : Array.Empty<string>()]);

        Assert.Equal((1, "gatewaykit: the document has no operation that can be imported."), (end.ExitCode, end.Errors[^1]));
        Assert.Equal(isForced, File.Exists(_folder["openapi.json"]));
        Assert.False(File.Exists(_folder["gateway.yaml"]));
        if (isForced)
            Assert.Equal("{}", await File.ReadAllTextAsync(_folder["openapi.json"]));
    }

    [Fact]
    public async Task A_user_name_in_an_address_is_not_written()
    {
        _folder.With("calc.wsdl", WsdlSamples.Calculator.Replace("//soap.invalid", "//user:secret@soap.invalid", StringComparison.Ordinal));

        Assert.Equal(0, (await ImportAsync("calc.wsdl")).ExitCode);

        var yaml = await File.ReadAllTextAsync(_folder["gateway.yaml"]);
        Assert.DoesNotContain("secret", yaml, StringComparison.Ordinal);
        Assert.Contains("address: \"http://soap.invalid/\"", yaml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_file_cannot_be_the_configuration_and_the_document()
        => Assert.Equal(
            "gatewaykit: 'a.yaml' can't be both the configuration and the OpenAPI document.",
            (await ImportAsync("calc.wsdl", "-o", "a.yaml", "--openapi", "./a.yaml", "--force")).Errors[^1]);

    [Fact]
    public async Task Existing_files_are_replaced_by_force_only()
    {
        _folder.WithOrders().With("openapi.json", "{}");

        var kept = await ImportAsync("orders.wsdl");
        Assert.StartsWith("gatewaykit: 'openapi.json' already exists.", kept.Errors[^1], StringComparison.Ordinal);
        Assert.Equal(0, (await ImportAsync("orders.wsdl", "--force")).ExitCode);
        Assert.Contains(
            "destinations: { one: { address: \"http://soap.invalid/\" } }", await File.ReadAllTextAsync(_folder["gateway.yaml"]),
            StringComparison.Ordinal);
    }

    private string ErrorOf(string document)
    {
        using var files = new WsdlFiles(_folder.With("a.wsdl", document)["a.wsdl"], [], allowsRemote: false, TimeProvider.System);
        return Assert.Throws<ToolException>(
            () => WsdlImport.Of(WsdlDefinitions.Load(files), new WsdlSettings { Document = "a.wsdl" })).Message;
    }

    private static string? Text(JsonNode document, string path)
        => (string?)path.Split('/', StringSplitOptions.RemoveEmptyEntries).Aggregate(document, (node, name) => node[name]!);

    private static XElement Stripped(XElement element) => new(
        element.Name, element.HasElements ? element.Elements().Select(Stripped) : element.Value);

    private static async Task<(int Status, string Body)> PostAsync(RunningGateway gateway, string path, string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        using var response = await gateway.Client.PostAsync(new Uri(path, UriKind.Relative), content);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    private Task<ToolResult> ImportAsync(params string[] arguments)
        => ToolProcess.RunAsync(_folder.Path, ["import", "wsdl", .. arguments]);
}
