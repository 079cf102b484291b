using System.Xml.Linq;
using static GatewayKit.Cli.Importing.Wsdl.WsdlNames;

namespace GatewayKit.Cli.Importing.Wsdl;

/// <summary>Reads the operations of the ports with SOAP over HTTP. Of ports with the same operations, the first one is read.</summary>
internal sealed class WsdlReader(WsdlDefinitions definitions, List<string> notes)
{
    private const int MaxOperations = 1000;
    private const string Http11 = "http://schemas.xmlsoap.org/soap/http";

    private readonly List<WsdlOperation> _operations = [];
    private readonly HashSet<XName> _portTypes = [];

    public IReadOnlyList<WsdlOperation> Read()
    {
        foreach (var service in definitions.Services)
        {
            foreach (var port in service.Elements(Core + "port"))
                ReadPort(service, port);
        }

        return _operations;
    }

    private void ReadPort(XElement service, XElement port)
    {
        var binding = definitions.Find("binding", Reference(port, "binding"));
        var soap = binding.Element(Soap11 + "binding") ?? binding.Element(Soap12 + "binding");
        var name = $"The port '{NameOf(port)}'";
        if (soap is null)
        {
            notes.Add($"{name}: it isn't SOAP.");
            return;
        }

        if ((string?)soap.Attribute("transport") is { } transport && transport != Http11
            && !transport.StartsWith("http://www.w3.org/2003/05/soap/bindings/HTTP", StringComparison.Ordinal))
        {
            notes.Add($"{name}: its transport '{transport}' isn't HTTP.");
            return;
        }

        if (!_portTypes.Add(Reference(binding, "type")!))
        {
            notes.Add($"{name}: another port has the same operations.");
            return;
        }

        foreach (var operation in binding.Elements(Core + "operation"))
            ReadOperation(service, port, binding, soap, operation);
    }

    private void ReadOperation(XElement service, XElement port, XElement binding, XElement soap, XElement bound)
    {
        var name = NameOf(bound);
        try
        {
            if (_operations.Count == MaxOperations)
                throw new ToolException($"the document has more than {MaxOperations} operations.");
            var version = soap.Name.Namespace;
            var details = bound.Element(version + "operation");
            var isRpc = ((string?)details?.Attribute("style") ?? (string?)soap.Attribute("style")) == "rpc";
            var operation = OperationOf(binding, name);
            var input = operation.Element(Core + "input")
                ?? throw new ToolException("it is a notification of the service, which isn't supported.");
            var output = operation.Element(Core + "output");
            _operations.Add(new WsdlOperation
            {
                Name = name,
                Service = NameOf(service),
                Address = Uri.TryCreate(
                    (string?)port.Element(version + "address")?.Attribute("location"), UriKind.Absolute, out var address)
                    && address.Scheme is "http" or "https" ? address : null,
                Version = version == Soap11 ? "1.1" : "1.2",
                IsRpc = isRpc,
                Action = ((string?)details?.Attribute("soapAction") ?? "").Trim(),
                Documentation = DocumentationOf(operation) ?? DocumentationOf(bound),
                Input = MessageOf(name, input, bound.Element(Core + "input"), version, isRpc, name),
                Output = output is null
                    ? null
                    : MessageOf(name, output, bound.Element(Core + "output"), version, isRpc, name + "Response"),
                Faults = [.. operation.Elements(Core + "fault").SelectMany(FaultsOf)],
            });
        }
        catch (ToolException error)
        {
            notes.Add($"The operation '{name}': {error.Message}");
        }
    }

    private XElement OperationOf(XElement binding, string name)
        => definitions.Find("portType", Reference(binding, "type")).Elements(Core + "operation")
            .Where(candidate => NameOf(candidate) == name).Take(2).ToArray() switch
        {
            [var operation] => operation,
            [] => throw new ToolException("the port type doesn't have it."),
            _ => throw new ToolException("the port type has several operations with this name, which WS-I doesn't allow."),
        };

    private WsdlMessage MessageOf(string operation, XElement reference, XElement? bound, XNamespace version, bool isRpc, string wrapper)
    {
        var body = bound?.Element(version + "body");
        if (bound?.Elements().Any(element => element.Name.LocalName == "multipartRelated") == true)
            throw new ToolException("it has attachments, which aren't supported.");
        if ((string?)body?.Attribute("use") == "encoded")
            throw new ToolException(isRpc
                ? "it is rpc/encoded, which isn't supported; rpc/literal and document/literal are."
                : "it is document/encoded, which isn't supported; rpc/literal and document/literal are.");
        var headers = bound?.Elements(version + "header").ToArray() ?? [];
        if (headers.Length > 0)
            notes.Add($"The SOAP headers of the operation '{operation}': soap sends only those of 'security' and 'addressing'.");

        var name = Reference(reference, "message");
        var inHeaders = headers.Where(header => Reference(header, "message") == name).Select(header => (string?)header.Attribute("part"));
        var parts = PartsOf(definitions.Find("message", name), body, inHeaders.ToHashSet());
        if (isRpc)
        {
            return parts.Any(part => part.Type is null)
                ? throw new ToolException("it is rpc with parts that are elements, which WS-I doesn't allow.")
                : new WsdlMessage((XNamespace)((string?)body?.Attribute("namespace") ?? "") + wrapper, parts);
        }

        return parts switch
        {
            [] => new WsdlMessage(null, []),
            [{ Element: { } element }] => new WsdlMessage(element, []),
            [_] => throw new ToolException("its body is a part with a type, not an element."),
            _ => throw new ToolException("its body has more than one part."),
        };
    }

    private static WsdlPart[] PartsOf(XElement message, XElement? body, HashSet<string?> inHeaders)
    {
        var listed = ((string?)body?.Attribute("parts"))?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return
        [
            .. message.Elements(Core + "part").Where(part => listed?.Contains(NameOf(part)) ?? !inHeaders.Contains(NameOf(part)))
                .Select(part => new WsdlPart(NameOf(part), Reference(part, "element"), Reference(part, "type"))),
        ];
    }

    private IEnumerable<XName> FaultsOf(XElement fault)
        => definitions.Find("message", Reference(fault, "message")).Elements(Core + "part")
            .Select(part => Reference(part, "element")).OfType<XName>();
}
