namespace GatewayKit.Transforms;

/// <summary>A value of a change: a constant, or one of the rendered texts of a <see cref="ValueSet"/>.</summary>
internal readonly struct TextValue
{
    private readonly string? _constant;
    private readonly int _index;

    public TextValue(string constant) => _constant = constant;

    public TextValue(int index) => _index = index;

    /// <summary>Returns the value for an exchange. Doesn't allocate.</summary>
    /// <param name="rendered">The rendered texts.</param>
    public string Of(string[] rendered) => _constant ?? rendered[_index];
}
