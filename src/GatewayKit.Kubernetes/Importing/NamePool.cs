using System.Globalization;
using System.Text;
using GatewayKit.Kubernetes.Translation;

namespace GatewayKit.Kubernetes.Importing;

/// <summary>Creates names of resources: labels of lower case letters, digits and hyphens, separated by dots (RFC 1123), up to 253
/// characters, each once for a kind and a namespace.</summary>
internal sealed class NamePool
{
    private const int Longest = 253;

    private readonly HashSet<(string Kind, string Namespace, string Name)> _taken = [];

    /// <summary>Returns a free name.</summary>
    /// <param name="kind">The kind of the resource.</param>
    /// <param name="ns">Its namespace.</param>
    /// <param name="parts">The parts of the wanted name, such as the Ingress and a host. Empty ones don't count.</param>
    public string Take(string kind, string ns, params IEnumerable<string> parts)
    {
        var wanted = Fit(string.Join('-', parts.Where(part => part.Length > 0).Select(Clean)));
        var name = wanted;
        for (var number = 2; !_taken.Add((kind, ns, name)); number++)
            name = Fit(string.Create(CultureInfo.InvariantCulture, $"{wanted}-{number}"));
        return name;
    }

    /// <summary>Returns a text with the characters of a name: a host is <c>www-example-com</c>, a wildcard
    /// <c>any-example-com</c>.</summary>
    public static string Clean(string text)
    {
        var name = new StringBuilder(text.Length);
        foreach (var character in text.Replace("*", "any", StringComparison.Ordinal).ToLowerInvariant())
            name.Append(char.IsAsciiLetterOrDigit(character) ? character : '-');
        return name.ToString().Trim('-');
    }

    private static string Fit(string name)
        => name.Length <= Longest ? name : $"{name[..(Longest - 9)].TrimEnd('-')}-{StableHash.Of(name):x8}";
}
