using System.Globalization;
using System.Text;
using System.Text.Json;

namespace GatewayKit.Transforms;

/// <summary>Compares values of JSON.</summary>
internal static class JsonValues
{
    /// <summary>The number of bytes of a text that count as a step.</summary>
    private const int BytesPerStep = 64;

    // A decimal has at least this many digits, so that two numbers differ if their digits do.
    private const int ExactDigits = 28;

    /// <summary>Returns whether values are equal: numbers by their values, strings by their characters, arrays and objects by their
    /// contents. No value (a null reference) is only equal to no value.</summary>
    public static bool AreEqual(JsonTree? left, JsonTree? right, JsonPathRun run)
    {
        if (left is null || right is null)
            return left is null && right is null;

        run.Spend(1);
        if (left.Kind != right.Kind)
            return false;
        return left.Kind switch
        {
            JsonValueKind.Number or JsonValueKind.String => Compare(left, right, run) == 0,
            JsonValueKind.Array => AreEqual(left.Items!, right.Items!, run),
            JsonValueKind.Object => AreEqual(left.Members!, right, run),
            _ => true,
        };
    }

    /// <summary>Returns the order of two numbers, or of two strings by their code points; null for others.</summary>
    public static int? Compare(JsonTree? left, JsonTree? right, JsonPathRun run)
    {
        if (left is null || right is null || left.Kind != right.Kind || left.Kind is not (JsonValueKind.Number or JsonValueKind.String))
            return null;

        run.Spend(1 + (left.Text.Length + right.Text.Length) / BytesPerStep);
        return left.Kind == JsonValueKind.Number
            ? CompareNumbers(left.Text.Span, right.Text.Span)
            : BytesOf(left).SequenceCompareTo(BytesOf(right));
    }

    private static bool AreEqual(List<JsonTree> left, List<JsonTree> right, JsonPathRun run)
    {
        if (left.Count != right.Count)
            return false;
        for (var i = 0; i < left.Count; i++)
        {
            if (!AreEqual(left[i], right[i], run))
                return false;
        }

        return true;
    }

    private static bool AreEqual(List<JsonTreeMember> left, JsonTree right, JsonPathRun run)
    {
        if (left.Count != right.Members!.Count)
            return false;
        foreach (var member in left)
        {
            run.Spend(left.Count);
            if (right.Find(member.Name) is not { } other || !AreEqual(member.Value, other, run))
                return false;
        }

        return true;
    }

    private static int CompareNumbers(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
        => left.Length <= ExactDigits && right.Length <= ExactDigits
            && decimal.TryParse(left, NumberStyles.Number, CultureInfo.InvariantCulture, out var first)
            && decimal.TryParse(right, NumberStyles.Number, CultureInfo.InvariantCulture, out var second)
                ? first.CompareTo(second)
                : left.SequenceEqual(right) ? 0
                : double.Parse(left, CultureInfo.InvariantCulture).CompareTo(double.Parse(right, CultureInfo.InvariantCulture));

    // UTF-8 has the order of the code points; UTF-16 doesn't.
    private static ReadOnlySpan<byte> BytesOf(JsonTree text)
        => text.Text.Span.Contains((byte)'\\') ? Encoding.UTF8.GetBytes(text.AsString()) : text.Text.Span[1..^1];
}
