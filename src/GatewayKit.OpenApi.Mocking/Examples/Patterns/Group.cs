namespace GatewayKit.OpenApi.Mocking.Examples.Patterns;

/// <summary>A group that back references can refer to.</summary>
internal sealed class Group(PatternPart part, int number) : PatternPart
{
    public override int Least => part.Least;

    public override int Greatest => part.Greatest;

    public override int Natural => part.Natural;

    public override void Write(PatternText text, int length)
    {
        var start = text.Length;
        part.Write(text, length);
        text.Remember(number, start);
    }
}
