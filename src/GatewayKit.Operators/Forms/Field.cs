namespace GatewayKit.Operators.Forms;

/// <summary>A field of a form.</summary>
/// <param name="Path">The path of the option, such as <c>redis.url</c>.</param>
/// <param name="Key">The key of the option.</param>
/// <param name="Kind">The kind.</param>
internal sealed record Field(string Path, string Key, FieldKind Kind)
{
    /// <summary>The beginning of the names of fields.</summary>
    public const string Prefix = "o.";

    /// <summary>The beginning of the names of fields with a sealed secret.</summary>
    public const string SealedPrefix = "sealed.";

    /// <summary>The beginning of the names of fields that remove a secret.</summary>
    public const string RemovedPrefix = "removed.";

    /// <summary>The meaning of the option.</summary>
    public string? Description { get; init; }

    /// <summary>The allowed values, such as <c>1 to 1000</c>.</summary>
    public string? Bounds { get; init; }

    /// <summary>The default; null if there is none.</summary>
    public string? Default { get; init; }

    /// <summary>Whether a value is required.</summary>
    public bool IsRequired { get; init; }

    /// <summary>The text of the value. For a secret, it is always empty.</summary>
    public string Text { get; init; } = "";

    /// <summary>The names that can be chosen.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>The fields of a group.</summary>
    public IReadOnlyList<Field> Members { get; init; } = [];

    /// <summary>Whether there is a stored secret.</summary>
    public bool HasStored { get; init; }

    /// <summary>Whether the secret is to be removed.</summary>
    public bool IsRemoved { get; init; }

    /// <summary>A new secret, encrypted, so that a preview doesn't lose it.</summary>
    public string? Sealed { get; init; }

    /// <summary>The errors.</summary>
    public IReadOnlyList<string> Errors { get; init; } = [];

    /// <summary>Gets the name of the field.</summary>
    public string Name => Prefix + Path;

    /// <summary>Gets the id of the field in the page.</summary>
    public string Id => Name.Replace('.', '-');

    /// <summary>Returns the field and its members with the errors that name them.</summary>
    public Field With(IReadOnlyList<(string Path, string Message)> errors) => this with
    {
        Errors = [.. Errors, .. errors
            .Where(error => error.Path.Equals(Path, StringComparison.OrdinalIgnoreCase)
                || (Kind != FieldKind.Group && error.Path.StartsWith(Path, StringComparison.OrdinalIgnoreCase)
                    && error.Path[Path.Length] is '.' or '['))
            .Select(error => error.Message)],
        Members = [.. Members.Select(member => member.With(errors))],
    };
}
