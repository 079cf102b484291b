using System.Text.Json;
using GatewayKit.OpenApi;

namespace GatewayKit.Plugins.Mcp.Calls;

/// <summary>Writes values in the styles of parameters (OpenAPI 3.1, section 4.8.12.3), percent-encoded.</summary>
internal static class StyledValue
{
    /// <summary>Writes a value in a path: <c>a,b</c>, <c>.a.b</c> or <c>;name=a,b</c>.</summary>
    public static string InPath(OpenApiParameter parameter, JsonElement value)
    {
        if (parameter.Content is not null)
            return Escape(value.GetRawText());

        var name = Escape(parameter.Name);
        return parameter.Style switch
        {
            ParameterStyle.Label => "." + Join(parameter, value, parameter.Explode ? "." : ","),
            ParameterStyle.Matrix when parameter.Explode && value.ValueKind == JsonValueKind.Array
                => string.Concat(value.EnumerateArray().Select(item => $";{name}={Scalar(parameter, item)}")),
            ParameterStyle.Matrix when parameter.Explode && value.ValueKind == JsonValueKind.Object
                => string.Concat(value.EnumerateObject().Select(member => $";{Escape(member.Name)}={Scalar(parameter, member.Value)}")),
            ParameterStyle.Matrix => $";{name}={Join(parameter, value, ",")}",
            _ => Join(parameter, value, ","),
        };
    }

    /// <summary>Returns the pairs of a query: <c>name=a&amp;name=b</c>, <c>name=a|b</c> or <c>name[key]=a</c>.</summary>
    public static IEnumerable<string> InQuery(OpenApiParameter parameter, JsonElement value)
    {
        var name = Escape(parameter.Name);
        if (parameter.Content is not null)
            return [$"{name}={Escape(value.GetRawText())}"];
        if (value.ValueKind == JsonValueKind.Object && parameter.Style == ParameterStyle.DeepObject)
            return value.EnumerateObject().Select(member => $"{name}%5B{Escape(member.Name)}%5D={Scalar(parameter, member.Value)}");
        if (value.ValueKind == JsonValueKind.Array && parameter.Explode)
            return value.EnumerateArray().Select(item => $"{name}={Scalar(parameter, item)}");
        if (value.ValueKind == JsonValueKind.Object && parameter.Explode)
            return value.EnumerateObject().Select(member => $"{Escape(member.Name)}={Scalar(parameter, member.Value)}");

        return [$"{name}={Join(parameter, value, parameter.Style switch
        {
            ParameterStyle.SpaceDelimited => "%20",
            ParameterStyle.PipeDelimited => "%7C",
            ParameterStyle.TabDelimited => "%09",
            _ => ",",
        })}"];
    }

    private static string Join(OpenApiParameter parameter, JsonElement value, string separator) => value.ValueKind switch
    {
        JsonValueKind.Array => string.Join(separator, value.EnumerateArray().Select(item => Scalar(parameter, item))),
        JsonValueKind.Object => string.Join(separator, value.EnumerateObject().Select(member => parameter.Explode
            ? $"{Escape(member.Name)}={Scalar(parameter, member.Value)}"
            : $"{Escape(member.Name)}{separator}{Scalar(parameter, member.Value)}")),
        _ => Scalar(parameter, value),
    };

    private static string Scalar(OpenApiParameter parameter, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Escape(value.GetString()!),
        JsonValueKind.Null => "",
        JsonValueKind.Array or JsonValueKind.Object
            => throw new InvalidArgumentsException($"The argument '{parameter.Name}' is nested too deeply for a parameter."),
        _ => Escape(value.GetRawText()),
    };

    private static string Escape(string text) => Uri.EscapeDataString(text);
}
