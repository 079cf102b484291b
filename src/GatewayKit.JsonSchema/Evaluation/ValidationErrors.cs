using System.Collections;

namespace GatewayKit.JsonSchema;

/// <summary>Collects the violations of one or more validations, up to a limit.</summary>
/// <param name="limit">The maximum number of violations to keep, at least 1; default 100.</param>
public sealed class ValidationErrors(int limit = 100) : IReadOnlyList<ValidationError>
{
    /// <summary>The maximum number of characters of all locations: names come from the instance, and may be as long as it is.</summary>
    private const int MaxCharacters = 65_536;

    private readonly List<ValidationError> _errors = [];
    private int _characters;

    /// <inheritdoc/>
    public int Count => _errors.Count;

    /// <summary>Whether there were more violations than the limit.</summary>
    public bool Truncated { get; private set; }

    /// <inheritdoc/>
    public ValidationError this[int index] => _errors[index];

    /// <inheritdoc/>
    public IEnumerator<ValidationError> GetEnumerator() => _errors.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal bool Full => _errors.Count >= Math.Max(1, limit) || _characters > MaxCharacters;

    internal void Add(ValidationError error)
    {
        if (Full)
            Truncated = true;
        else
            Keep(error);
    }

    private void Keep(ValidationError error)
    {
        _characters += error.InstanceLocation.Length;
        _errors.Add(error);
    }
}
