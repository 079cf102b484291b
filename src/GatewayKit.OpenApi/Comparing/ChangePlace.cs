namespace GatewayKit.OpenApi.Comparing;

/// <summary>A place in an operation at which changes are found.</summary>
internal readonly record struct ChangePlace(ChangeList Changes, string Operation, string Place)
{
    /// <summary>Returns a place in this one.</summary>
    public ChangePlace In(string part) => this with { Place = Place.Length == 0 ? part : $"{Place}, {part}" };

    /// <summary>Returns a place below a property or item of a value.</summary>
    public ChangePlace Below(string pointer)
    {
        var isBelow = Place.Contains(", /", StringComparison.Ordinal) || Place.StartsWith('/');
        return this with { Place = isBelow ? $"{Place}{pointer}" : Place.Length == 0 ? pointer : $"{Place}, {pointer}" };
    }

    /// <summary>Adds a breaking change.</summary>
    public void Break(string message) => Changes.Add(new OpenApiChange(Operation, Place, message, IsBreaking: true));

    /// <summary>Adds a compatible change.</summary>
    public void Note(string message) => Changes.Add(new OpenApiChange(Operation, Place, message, IsBreaking: false));

    /// <summary>Adds a change.</summary>
    public void Add(bool isBreaking, string message) => Changes.Add(new OpenApiChange(Operation, Place, message, isBreaking));
}
