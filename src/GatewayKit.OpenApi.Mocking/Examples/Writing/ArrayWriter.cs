using System.Text.Json;
using GatewayKit.JsonSchema.Values;
using GatewayKit.OpenApi.Mocking.Examples.Planning;

namespace GatewayKit.OpenApi.Mocking.Examples.Writing;

/// <summary>Writes arrays: items that must be contained come first.</summary>
internal readonly struct ArrayWriter(ExampleWriter writer)
{
    private const int UniqueAttempts = 24;
    private const int More = 2;
    private const int MaxContained = 10_000;

    public bool Write(ArrayShape shape, Inclusion inclusion)
    {
        if (shape.MinimumCount > Math.Min(shape.MaximumCount, writer.Work.Left))
            return false;
        var wanted = shape.Contained.SelectMany((count, kind) => Enumerable.Repeat(kind, Math.Min(count, MaxContained))).Take(MaxContained);
        var (shift, items) = (writer.Shift, shape.AreUnique ? new HashSet<JsonElement>(JsonValueComparer.Instance) : null);
        writer.Depth++;
        writer.Buffer.Write((byte)'[');
        var written = WriteItems(shape, Count(shape, inclusion), new Queue<int>(wanted), items);
        writer.Buffer.Write((byte)']');
        writer.Depth--;
        writer.Shift = shift;
        return written;
    }

    private int Count(ArrayShape shape, Inclusion inclusion)
    {
        if (writer.IsLean || inclusion == Inclusion.Required || (shape.ItemAt(0, -1, writer.Work) is { } item && writer.IsRepeated(item)))
            return shape.MinimumCount;
        if (!writer.Varies && inclusion == Inclusion.Usual)
            return Math.Max(shape.UsualCount, shape.MinimumCount);
        var most = shape.MayGrow || inclusion == Inclusion.Some ? Math.Max(shape.MinimumCount, shape.UsualCount) + More : shape.UsualCount;
        return writer.Random.Between(shape.MinimumCount, Math.Max(shape.MinimumCount, Math.Min(shape.MaximumCount, most)));
    }

    private bool WriteItems(ArrayShape shape, int count, Queue<int> wanted, HashSet<JsonElement>? items)
    {
        // If this item can't be the contained one, a later item may be.
        var end = Math.Min(shape.MaximumCount, Math.Max(count, wanted.Count + shape.PrefixCount));
        for (var place = 0; place < end && (place < count || wanted.Count > 0); place++)
        {
            if (!writer.Work.Spend())
                return false;
            var start = writer.Buffer.Length;
            if (place > 0)
                writer.Buffer.Write((byte)',');
            if (wanted.TryPeek(out var kind) && WriteItem(shape.ItemAt(place, kind, writer.Work), items))
            {
                wanted.Dequeue();
                continue;
            }
            if (WriteItem(shape.ItemAt(place, -1, writer.Work), items))
                continue;
            writer.Buffer.CutTo(start);
            return writer.Tolerates || (place >= shape.MinimumCount && wanted.Count == 0);
        }
        return wanted.Count == 0 || writer.Tolerates;
    }

    private bool WriteItem(Shape? shape, HashSet<JsonElement>? others)
    {
        if (shape is null)
            return false;
        if (others is null)
            return writer.Write(shape);
        var (start, shift) = (writer.Buffer.Length, writer.Shift);
        for (var attempt = 0; attempt < UniqueAttempts + others.Count && writer.Work.Spend(); attempt++)
        {
            if (writer.Write(shape))
            {
                var json = writer.Buffer.From(start);
                if (writer.Work.Spend(json.Length / 32) && others.Add(ExampleWriter.Parse(json)))
                    return true;
                writer.Buffer.CutTo(start);
            }
            writer.Shift++;
        }
        writer.Shift = shift;
        return false;
    }
}
