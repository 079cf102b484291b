using GatewayKit.Bodies;

namespace GatewayKit.Plugins.Soap;

/// <summary>Validates everything but types.</summary>
internal static class OptionRules
{
    /// <summary>Returns the errors in options.</summary>
    public static IEnumerable<OptionsError> Check(SoapOptions options)
        =>
        [
            .. CheckOperation(options),
            .. CheckAction("action", options.Action),
            .. CheckPath(options.Path),
            .. options.Parameters.SelectMany(parameter => CheckParameter(options, parameter)),
            .. CheckNamespaces(options),
            .. options.Arrays.SelectMany((path, i) => CheckPath($"arrays[{i}]", path)),
            .. options.Numbers.SelectMany((path, i) => CheckPath($"numbers[{i}]", path)),
            .. options.Booleans.SelectMany((path, i) => CheckPath($"booleans[{i}]", path)),
            .. options.Faults.SelectMany(CheckFault),
            .. CheckAddressing(options),
        ];

    /// <summary>Returns whether a text can be the name of a namespace.</summary>
    public static bool IsUri(string text)
        => text.All(character => character > ' ') && !text.StartsWith("http://www.w3.org/2000/xmlns", StringComparison.Ordinal)
            && !text.StartsWith("http://www.w3.org/XML/", StringComparison.Ordinal);

    private static IEnumerable<OptionsError> CheckOperation(SoapOptions options)
    {
        if (options.Version is not ("1.1" or "1.2"))
            yield return new OptionsError("version", $"is {HeaderOptions.Quoted(options.Version)}; it must be 1.1 or 1.2");
        if (options.Operation.Length == 0 && options.Style == SoapStyle.Rpc)
            yield return new OptionsError("operation", "is empty; style rpc needs the name of the operation");
        else if (options.Operation.Length > 0 && !JsonNames.IsLocal(options.Operation))
            yield return new OptionsError(
                "operation", $"is {HeaderOptions.Quoted(options.Operation)}; it must be a name that XML allows, without a prefix");
        if (!IsUri(options.Namespace))
            yield return new OptionsError("namespace", $"is {HeaderOptions.Quoted(options.Namespace)}; it must be a URI");
        if (options.MaxBodySize < new ByteSize(1) || options.MaxBodySize > ByteSize.Megabytes(16))
            yield return new OptionsError("maxBodySize", $"is {options.MaxBodySize}; it must be between 1B and 16MB");
    }

    private static IEnumerable<OptionsError> CheckAction(string option, string action)
    {
        if (action.Any(character => character is <= ' ' or > '~' or '"' or '\\'))
            yield return new OptionsError(option, $"is {HeaderOptions.Quoted(action)}; it must be a URI, without quotation marks");
    }

    private static IEnumerable<OptionsError> CheckPath(string? path)
    {
        if (path is not null && (path[0] != '/' || path.Any(character => character is <= ' ' or > '~' or '#' or '\\')))
            yield return new OptionsError("path", $"is {HeaderOptions.Quoted(path)}; it must be a path, such as /services/orders.svc");
    }

    private static IEnumerable<OptionsError> CheckParameter(SoapOptions options, KeyValuePair<string, string> parameter)
    {
        var option = $"parameters.{parameter.Key}";
        if (!parameter.Key.Split('/').All(step => step.Length > 0 && step != "*"))
            yield return new OptionsError(option, "isn't the path of an element, such as orderId or filter/since");
        if (options.Qualified && parameter.Key.Split('/').Any(step => step.StartsWith($"{Prefixes.Operation}:", StringComparison.Ordinal)))
        {
            yield return new OptionsError(
                option, $"has the prefix '{Prefixes.Operation}', which elements of the operation have without it");
        }

        if (!ParameterSource.TryParse(parameter.Value, out _))
        {
            yield return new OptionsError(
                option, $"is {HeaderOptions.Quoted(parameter.Value)}; it must be route.NAME, query.NAME or header.NAME");
        }
    }

    private static IEnumerable<OptionsError> CheckNamespaces(SoapOptions options)
    {
        foreach (var (prefix, uri) in options.Namespaces)
        {
            if (!JsonNames.IsLocal(prefix) || prefix.StartsWith("xml", StringComparison.OrdinalIgnoreCase) || Prefixes.IsReserved(prefix))
                yield return new OptionsError($"namespaces.{prefix}", "isn't a prefix that can be chosen; take another name");
            if (uri.Length is 0 or > 1000 || !IsUri(uri))
                yield return new OptionsError($"namespaces.{prefix}", $"is {HeaderOptions.Quoted(uri)}; it must be a URI");
            else if (Prefixes.IsOwn(uri) || uri == options.Namespace || options.Namespaces.First(other => other.Value == uri).Key != prefix)
                yield return new OptionsError(
                    $"namespaces.{prefix}", $"is {HeaderOptions.Quoted(uri)}, which has a prefix already, or is that of the operation");
        }
    }

    private static IEnumerable<OptionsError> CheckPath(string option, string path)
    {
        if (!ElementPath.IsValid(path))
        {
            yield return new OptionsError(
                option, $"is {HeaderOptions.Quoted(path)}; it must be names separated by '/', such as /order/line or line/price");
        }
    }

    private static IEnumerable<OptionsError> CheckFault(KeyValuePair<string, int> fault)
    {
        if (fault.Value is < 400 or > 599)
            yield return new OptionsError($"faults.{fault.Key}", $"is {fault.Value}; it must be between 400 and 599");
    }

    private static IEnumerable<OptionsError> CheckAddressing(SoapOptions options)
    {
        if (options.Addressing is not { } addressing)
            yield break;

        if (addressing.Action is null && options.Action.Length == 0)
            yield return new OptionsError("addressing.action", "is missing; set it, or the option 'action'");
        foreach (var error in CheckAction("addressing.action", addressing.Action ?? ""))
            yield return error;
        foreach (var error in CheckAction("addressing.to", addressing.To ?? ""))
            yield return error;
    }
}
