namespace GatewayKit.OpenApi.Examples.Patterns;

/// <summary>An assertion, which takes no room. Whether it holds is seen when the text is matched.</summary>
internal sealed class Nothing : PatternPart
{
    public static readonly Nothing Instance = new();

    public override int Least => 0;

    public override int Greatest => 0;

    public override int Natural => 0;

    public override void Write(PatternText text, int length)
    {
    }
}
