using System.Text;
using System.Text.RegularExpressions;

namespace GatewayKit.Store;

/// <summary>The key of an entry: its kind and its id. Two keys are equal if their ids differ only in case, as in a configuration.</summary>
public sealed partial class EntryKey : IEquatable<EntryKey>
{
    /// <summary>The maximum length of an id in characters.</summary>
    public const int MaximumIdLength = 256;

    /// <summary>Initializes a new instance with a kind and an id.</summary>
    /// <param name="kind">One of <see cref="EntryKinds.All"/>.</param>
    /// <param name="id">The id, such as a route's: 1 to 256 characters without control characters.</param>
    /// <exception cref="ArgumentException">The kind doesn't exist, or its entries can't have the id.</exception>
    public EntryKey(string kind, string id)
    {
        ArgumentNullException.ThrowIfNull(kind);
        ArgumentNullException.ThrowIfNull(id);
        if (FindError(kind, id) is { } error)
            throw new ArgumentException(error);
        (Kind, Id) = (kind, id);
        Normalized = $"{kind}/{id.ToUpperInvariant()}";
    }

    /// <summary>The kind, such as <c>routes</c>.</summary>
    public string Kind { get; }

    /// <summary>The id, such as <c>orders</c>.</summary>
    public string Id { get; }

    /// <summary>The text by which keys are compared.</summary>
    internal string Normalized { get; }

    /// <summary>Returns the key that a text such as <c>routes/orders</c> names.</summary>
    /// <param name="text">The kind and the id, separated by the first slash.</param>
    /// <exception cref="ArgumentException">The text isn't a valid key.</exception>
    public static EntryKey Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash
            ? new EntryKey(text[..slash], text[(slash + 1)..])
            : throw new ArgumentException("A key consists of a kind and an id, such as routes/orders.");
    }

    /// <summary>Returns whether both keys name the same entry.</summary>
    /// <param name="other">The other key.</param>
    public bool Equals(EntryKey? other) => other is not null && Normalized == other.Normalized;

    /// <summary>Returns whether an object is a key of the same entry.</summary>
    /// <param name="obj">The object.</param>
    public override bool Equals(object? obj) => Equals(obj as EntryKey);

    /// <summary>Returns a hash code that doesn't depend on the case of the id.</summary>
    public override int GetHashCode() => Normalized.GetHashCode(StringComparison.Ordinal);

    /// <summary>Returns the key as text, such as <c>routes/orders</c>.</summary>
    public override string ToString() => $"{Kind}/{Id}";

    private static string? FindError(string kind, string id)
    {
        if (!EntryKinds.All.Contains(kind))
            return $"The kind of an entry must be one of {string.Join(", ", EntryKinds.All)}.";
        if (id.Length is 0 or > MaximumIdLength || id.Any(char.IsControl) || !IsText(id))
            return $"An id must have 1 to {MaximumIdLength} characters, and no control characters.";
        return kind switch
        {
            EntryKinds.Settings when !EntryKinds.SettingIds.Contains(id)
                => $"The id of a setting must be one of {string.Join(", ", EntryKinds.SettingIds)}.",
            EntryKinds.Plugins when !PluginId().IsMatch(id)
                => "The id of a plugin of every route must be its name, such as cors, or its name and id, such as rate-limit:second.",
            EntryKinds.Problems when !ProblemId().IsMatch(id) => "The id of a problem must be a status from 400 to 599.",
            _ => null,
        };
    }

    private static bool IsText(string id) => id.EnumerateRunes().All(rune => rune != Rune.ReplacementChar);

    [GeneratedRegex(@"\A[A-Za-z0-9-]{1,64}(:[!-~]{1,64})?\z")]
    private static partial Regex PluginId();

    [GeneratedRegex(@"\A[45][0-9][0-9]\z")]
    private static partial Regex ProblemId();
}
