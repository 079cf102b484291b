using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GatewayKit.Cli.Importing.Wsdl;

/// <summary>Writes an import as an OpenAPI document.</summary>
internal static class WsdlOpenApi
{
    private static readonly JsonSerializerOptions s_indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write(WsdlImport import)
    {
        var info = new JsonObject { ["title"] = import.Title, ["version"] = "1.0.0" };
        if (import.Description is not null)
            info["description"] = import.Description;
        var paths = new JsonObject();
        foreach (var route in import.Routes)
            paths[route.Path] = new JsonObject { ["post"] = OperationOf(route) };
        var schemas = new JsonObject();
        foreach (var (name, type) in import.Types.All)
            schemas[name] = type.ToSchema();
        schemas["Problem"] = Problem();

        var document = new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = info,
            ["paths"] = paths,
            ["components"] = new JsonObject { ["schemas"] = schemas },
        };
        return document.ToJsonString(s_indented).ReplaceLineEndings("\n") + "\n";
    }

    private static JsonObject OperationOf(WsdlRoute route)
    {
        var operation = new JsonObject { ["operationId"] = route.Id };
        if (route.Operation.Documentation is { } text)
            operation["description"] = text;
        if (route.Request is not null)
        {
            operation["requestBody"] = new JsonObject
            {
                ["required"] = route.Request.Members.Count > 0,
                ["content"] = Content("application/json", Reference(route.Request.Name)),
            };
        }

        var responses = new JsonObject
        {
            [route.Operation.Output is null ? "2XX" : "200"] = route.Operation.Output is null
                ? Described("The service has accepted the message.")
                : Described("The result.", "application/json", route.Response is null ? [] : Reference(route.Response.Name)),
        };
        if (route.Operation.Faults.Count > 0)
        {
            var names = string.Join(", ", route.Operation.Faults.Select(fault => fault.LocalName).Distinct());
            responses[WsdlYaml.DeclaredFault.ToString(CultureInfo.InvariantCulture)] =
                Described($"A fault: {names}.", "application/problem+json", Reference("Problem"));
        }

        responses["default"] =
            Described("The request isn't valid, or the service failed.", "application/problem+json", Reference("Problem"));
        operation["responses"] = responses;
        return operation;
    }

    private static JsonObject Described(string description, string? type = null, JsonObject? schema = null)
    {
        var response = new JsonObject { ["description"] = description };
        if (type is not null)
            response["content"] = Content(type, schema!);
        return response;
    }

    private static JsonObject Content(string type, JsonObject schema) => new() { [type] = new JsonObject { ["schema"] = schema } };

    private static JsonObject Reference(string name) => new() { ["$ref"] = $"#/components/schemas/{name}" };

    private static JsonObject Problem() => new()
    {
        ["type"] = "object",
        ["description"] = "A problem (RFC 9457). For a SOAP fault, it has the code, the subcodes and the detail.",
        ["properties"] = new JsonObject
        {
            ["type"] = new JsonObject { ["type"] = "string" },
            ["title"] = new JsonObject { ["type"] = "string" },
            ["status"] = new JsonObject { ["type"] = "integer" },
            ["detail"] = new JsonObject { ["type"] = "string" },
            ["traceId"] = new JsonObject { ["type"] = "string" },
            ["faultCode"] = new JsonObject { ["type"] = "string" },
            ["faultSubcodes"] = new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "string" } },
            ["faultDetail"] = new JsonObject { ["description"] = "The elements in the detail of the fault, without types." },
        },
    };
}
