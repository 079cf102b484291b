using GatewayKit.Bodies;

namespace GatewayKit.Plugins.Soap;

/// <summary>The prefixes of namespaces in JSON while a message is converted.</summary>
internal sealed class Prefixes
{
    public const string Operation = "op";
    public const string Security = "wsse";
    public const string Utility = "wsu";
    public const string Addressing = "wsa";

    private const string Typed = "n";

    private static readonly Dictionary<string, string> s_own = new()
    {
        [SoapVersion.V11.Namespace] = SoapVersion.V11.Prefix,
        [SoapVersion.V12.Namespace] = SoapVersion.V12.Prefix,
        ["http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd"] = Security,
        ["http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd"] = Utility,
        ["http://www.w3.org/2005/08/addressing"] = Addressing,
        [XmlJsonRules.XsiNamespace] = XmlJsonRules.XsiPrefix,
        ["http://www.w3.org/XML/1998/namespace"] = "xml",
    };

    private readonly Dictionary<string, string> _known = new(s_own);
    private readonly Dictionary<string, string> _declared = [];

    public Prefixes(SoapOptions options)
    {
        foreach (var (prefix, uri) in options.Namespaces)
            Add(prefix, uri);
        OfOperation = options.Namespace.Length == 0 ? "" : _known.GetValueOrDefault(options.Namespace) ?? Add(Operation, options.Namespace);
    }

    /// <summary>Gets the prefix of the operation's namespace; empty if it isn't in one.</summary>
    public string OfOperation { get; }

    /// <summary>Gets the namespaces of the elements in a request's body, by prefix.</summary>
    public IReadOnlyDictionary<string, string> Declared => _declared;

    /// <summary>Returns whether a namespace has a fixed prefix.</summary>
    public static bool IsOwn(string uri) => s_own.ContainsKey(uri);

    /// <summary>Returns whether a prefix can't be chosen.</summary>
    public static bool IsReserved(string prefix)
        => prefix == Operation || s_own.ContainsValue(prefix) || (prefix.StartsWith(Typed, StringComparison.Ordinal)
            && prefix.Length > 1 && prefix.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0);

    /// <summary>Returns the namespace of a fixed prefix.</summary>
    public static string NamespaceOf(string prefix) => s_own.First(own => own.Value == prefix).Key;

    /// <summary>Returns the prefix of a namespace, which is declared if it isn't; empty for none.</summary>
    public string Of(string uri)
    {
        if (uri.Length == 0)
            return "";
        if (!_known.TryGetValue(uri, out var prefix))
            return Add($"{Typed}{_known.Count}", uri);
        if (prefix is not ("xml" or XmlJsonRules.XsiPrefix))
            _declared.TryAdd(prefix, uri);
        return prefix;
    }

    private string Add(string prefix, string uri)
    {
        _declared.Add(prefix, uri);
        return _known[uri] = prefix;
    }
}
