using System.Globalization;
using System.Text.RegularExpressions;

namespace GatewayKit.OpenApi.Writing;

/// <summary>The unique names of components, by the locations of their schemas.</summary>
internal sealed partial class ComponentNames
{
    private const int MaxLength = 100;

    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    /// <summary>Returns the name of the component at a location: its own, or that of its file.</summary>
    public string Of(string location, out bool isNew)
    {
        isNew = !_names.TryGetValue(location, out var name);
        if (name is not null)
            return name;

        var last = Uri.UnescapeDataString(location).TrimEnd('/', '#').Split('/', '#')[^1];
        var wanted = Disallowed().Replace(last, "_");
        wanted = wanted.Length == 0 ? "Schema" : wanted.Length > MaxLength ? wanted[..MaxLength] : wanted;
        name = wanted;
        while (!_used.Add(name))
        {
            var number = _numbers[wanted] = _numbers.GetValueOrDefault(wanted, 1) + 1;
            name = string.Create(CultureInfo.InvariantCulture, $"{wanted}_{number}");
        }

        return _names[location] = name;
    }

    /// <summary>The names of components have only letters, digits, dots, hyphens and underscores (OpenAPI 3.1, section 4.8.7.1).</summary>
    [GeneratedRegex("[^A-Za-z0-9._-]")]
    private static partial Regex Disallowed();
}
