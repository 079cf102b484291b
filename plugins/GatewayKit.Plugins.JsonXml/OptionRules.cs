using GatewayKit.Bodies;

namespace GatewayKit.Plugins.JsonXml;

/// <summary>Validates names, namespaces, paths and media types.</summary>
internal static class OptionRules
{
    private const string Name = "a name that XML allows, such as order or o:order with a prefix of 'namespaces'";

    /// <summary>Returns the errors in options.</summary>
    public static IEnumerable<OptionsError> Check(JsonXmlOptions options)
        =>
        [
            .. Check("request", options.Request, options),
            .. Check("response", options.Response, options),
            .. CheckName("itemName", options.ItemName, options),
            .. CheckNamespaces(options),
            .. options.Arrays.SelectMany((rule, i) =>
                CheckPath($"arrays[{i}].path", rule.Path, options).Concat(CheckName($"arrays[{i}].item", rule.Item, options))),
            .. options.Numbers.SelectMany((path, i) => CheckPath($"numbers[{i}]", path, options)),
            .. options.Booleans.SelectMany((path, i) => CheckPath($"booleans[{i}]", path, options)),
        ];

    private static IEnumerable<OptionsError> Check(string option, BodyConversion? conversion, JsonXmlOptions options)
    {
        if (conversion is null)
            yield break;

        if (conversion is { To: TargetFormat.Auto, AnyType: true })
            yield return new OptionsError($"{option}.anyType", "needs one format to convert to; 'to' must be json or xml");
        if (conversion.ContentType is { } type)
        {
            if (conversion.To == TargetFormat.Auto)
                yield return new OptionsError($"{option}.contentType", "needs one format to convert to; 'to' must be json or xml");
            if (MediaFormats.Of(type) is not { } format || format != conversion.To || !Charsets.IsUtf8(type)
                || !HttpSyntax.IsHeaderValue(type))
            {
                yield return new OptionsError(
                    $"{option}.contentType",
                    $"is {HeaderOptions.Quoted(type)}; it must be a media type of the format, in UTF-8, such as text/xml; charset=utf-8");
            }
        }

        foreach (var error in CheckName($"{option}.root", conversion.Root, options))
            yield return error;
    }

    private static IEnumerable<OptionsError> CheckNamespaces(JsonXmlOptions options)
    {
        foreach (var (prefix, uri) in options.Namespaces)
        {
            if (!JsonNames.IsLocal(prefix) || prefix.StartsWith("xml", StringComparison.OrdinalIgnoreCase)
                || (prefix == XmlJsonRules.XsiPrefix) != (uri == XmlJsonRules.XsiNamespace))
                yield return new OptionsError($"namespaces.{prefix}", "isn't a prefix that XML allows for this namespace");
            if (uri.Length is 0 or > 1000 || uri.Any(character => character <= ' ')
                || uri.StartsWith("http://www.w3.org/2000/xmlns", StringComparison.Ordinal)
                || uri.StartsWith("http://www.w3.org/XML/", StringComparison.Ordinal))
                yield return new OptionsError($"namespaces.{prefix}", $"is {HeaderOptions.Quoted(uri)}; it must be a URI");
        }

        var repeated = options.Namespaces.Values.Append(options.DefaultNamespace).OfType<string>()
            .GroupBy(uri => uri).FirstOrDefault(group => group.Count() > 1);
        if (repeated is not null)
            yield return new OptionsError("namespaces", $"has {HeaderOptions.Quoted(repeated.Key)} twice; list each namespace once");
    }

    private static IEnumerable<OptionsError> CheckName(string option, string? name, JsonXmlOptions options)
    {
        if (name is null)
            yield break;

        var colon = name.IndexOf(':', StringComparison.Ordinal);
        if (!JsonNames.IsLocal(name.AsSpan(colon + 1))
            || (colon >= 0 && !options.Namespaces.ContainsKey(name[..colon])))
            yield return new OptionsError(option, $"is {HeaderOptions.Quoted(name)}; it must be {Name}");
    }

    private static IEnumerable<OptionsError> CheckPath(string option, string path, JsonXmlOptions options)
    {
        if (!ElementPath.IsValid(path, options.AttributePrefix, options.InvalidNames == InvalidNames.Encode))
        {
            yield return new OptionsError(
                option, $"is {HeaderOptions.Quoted(path)}; it must be names separated by '/', such as /order/line or line/price");
        }
    }
}
