using System.Buffers;
using System.Text.Json;
using GatewayKit.JsonSchema.Evaluation;
using GatewayKit.JsonSchema.Reading;
using GatewayKit.JsonSchema.Values;

namespace GatewayKit.JsonSchema.Keywords;

/// <summary><c>uniqueItems</c>: few items are compared with each other, many by hash.</summary>
internal sealed class UniqueItemsKeyword(SchemaNode schema) : Keyword(schema, "uniqueItems")
{
    private const int Few = 8;

    public static void Read(SchemaReader schema)
    {
        if (schema.IsTrue("uniqueItems"))
            schema.Add(new UniqueItemsKeyword(schema.Node));
    }

    public override bool Evaluate(in JsonElement instance, EvaluationContext context, Marks marks)
        => instance.ValueKind != JsonValueKind.Array || (context.TakeReading(instance, Owner, instance.GetArrayLength() <= Few ? Few : 2)
            && context.Take(instance.GetArrayLength(), Owner)
            && AreUnique(instance)) || context.Fail(this, instance);

    public override string Message(in JsonElement instance) => "The items must differ from each other.";

    private static bool AreUnique(in JsonElement array)
    {
        var count = array.GetArrayLength();
        if (count < 2)
            return true;
        var items = ArrayPool<JsonElement>.Shared.Rent(count);
        var position = 0;
        foreach (var item in array.EnumerateArray())
            items[position++] = item;
        var unique = count <= Few ? ByPairs(items.AsSpan(0, count)) : ByHash(items.AsSpan(0, count));
        ArrayPool<JsonElement>.Shared.Return(items, clearArray: true);
        return unique;
    }

    private static bool ByPairs(ReadOnlySpan<JsonElement> items)
    {
        for (var i = 1; i < items.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (JsonEquality.Equal(items[i], items[j]))
                    return false;
            }
        }
        return true;
    }

    private static bool ByHash(Span<JsonElement> items)
    {
        var hashes = ArrayPool<int>.Shared.Rent(items.Length);
        for (var i = 0; i < items.Length; i++)
            hashes[i] = JsonEquality.Hash(items[i]);
        hashes.AsSpan(0, items.Length).Sort(items);
        var unique = true;
        for (int i = 1, start = 0; i < items.Length && unique; i++)
        {
            if (hashes[i] != hashes[start])
                start = i;
            for (var j = start; j < i && unique; j++)
                unique = !JsonEquality.Equal(items[i], items[j]);
        }
        ArrayPool<int>.Shared.Return(hashes);
        return unique;
    }
}
