using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Plugins.Cache.Keys;

/// <summary>The request headers that a response names in <c>Vary</c>, with the values that it was selected by (RFC 9111,
/// section 4.1).</summary>
internal sealed class VaryFields
{
    private const int MaxNames = 32;

    private readonly string[] _names;
    private readonly string?[] _values;

    private VaryFields(string[] names, string?[] values) => (_names, _values) = (names, values);

    /// <summary>Gets the fields of a response without <c>Vary</c>.</summary>
    public static VaryFields None { get; } = new([], []);

    public bool IsEmpty => _names.Length == 0;

    public IReadOnlyList<string> Names => _names;

    public IReadOnlyList<string?> Values => _values;

    /// <summary>Gets the number of characters.</summary>
    public int Length => _names.Sum(name => name.Length) + _values.Sum(value => value?.Length ?? 0);

    /// <summary>Reads the header of a response.</summary>
    /// <param name="vary">The header.</param>
    /// <param name="request">The client's request.</param>
    /// <param name="upstream">The request that the upstream has received.</param>
    /// <param name="keepsConsumers">Whether each consumer has its own responses.</param>
    /// <returns>Null if the response can't be reused: its selection isn't reproducible.</returns>
    public static VaryFields? Read(StringValues vary, IHeaderDictionary request, HttpRequestHeaders? upstream, bool keepsConsumers)
    {
        if (vary.Count == 0)
            return None;

        var names = new List<string>();
        foreach (var line in vary)
        {
            foreach (var element in (line ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                if (!HttpSyntax.IsToken(element) || element == "*" || names.Count == MaxNames)
                    return null;
                if (IsInKey(element, keepsConsumers))
                    continue;

                // The next lookup only has the client's request. A value that the gateway or a plugin has changed isn't found again.
                if (upstream is null || Normalize(request[element]) != Normalize(upstream, element))
                    return null;

                names.Add(element);
            }
        }

        return names.Count == 0 ? None : new VaryFields([.. names], [.. names.Select(name => Normalize(request[name]))]);
    }

    /// <summary>Creates the fields again.</summary>
    /// <returns>Null if they aren't valid.</returns>
    public static VaryFields? Restore(string[] names, string?[] values)
        => names.Length == values.Length && names.Length <= MaxNames && names.All(name => HttpSyntax.IsToken(name))
            ? names.Length == 0 ? None : new VaryFields(names, values) : null;

    /// <summary>Returns the same fields with the values of a request.</summary>
    public VaryFields Of(IHeaderDictionary request) => new(_names, [.. _names.Select(name => Normalize(request[name]))]);

    public bool Includes(string name) => _names.Contains(name, StringComparer.OrdinalIgnoreCase);

    public bool Match(IHeaderDictionary request)
    {
        for (var i = 0; i < _names.Length; i++)
        {
            var sent = request[_names[i]];
            if (!(sent.Count == 1 && sent[0] == _values[i]) && Normalize(sent) != _values[i])
                return false;
        }

        return true;
    }

    /// <summary>Returns the values of another request for the same fields as one text.</summary>
    public string Select(IHeaderDictionary request)
        => _names.Length == 0 ? "" : string.Join('\u0001', _names.Select(name => Normalize(request[name]) ?? "\u0002"));

    /// <summary>Returns the combined lines of a field without spaces around commas; null without the field.</summary>
    public static string? Normalize(StringValues lines)
    {
        if (lines.Count == 0)
            return null;

        var text = lines.Count == 1 ? lines[0] ?? "" : string.Join(',', lines.ToArray());
        return text.Contains(',', StringComparison.Ordinal) ? string.Join(',', text.Split(',').Select(part => part.Trim(' ', '\t')))
            : text.Trim(' ', '\t');
    }

    private static string? Normalize(HttpRequestHeaders upstream, string name)
        => upstream.NonValidated.TryGetValues(name, out var values) ? Normalize(new StringValues([.. values])) : null;

    // The host is part of the URI. The gateway itself sets the name of the consumer.
    private static bool IsInKey(string name, bool keepsConsumers)
        => name.Equals("Host", StringComparison.OrdinalIgnoreCase)
            || (keepsConsumers && name.Equals("X-Consumer-Name", StringComparison.OrdinalIgnoreCase));
}
