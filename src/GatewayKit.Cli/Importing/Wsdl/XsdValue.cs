using System.Text.Json.Nodes;

namespace GatewayKit.Cli.Importing.Wsdl;

/// <summary>A type of values.</summary>
/// <param name="Type">Its name for the plugin <c>soap</c>.</param>
/// <param name="Schema">Its schema; add only copies to a document.</param>
internal sealed record XsdValue(string Type, JsonObject Schema)
{
    /// <summary>Gets the type of any content.</summary>
    public static XsdValue Any => new("any", []);

    /// <summary>Returns a reference to a type with members.</summary>
    public static XsdValue Of(XsdType type) => new(type.Name, new JsonObject { ["$ref"] = $"#/components/schemas/{type.Name}" });
}
