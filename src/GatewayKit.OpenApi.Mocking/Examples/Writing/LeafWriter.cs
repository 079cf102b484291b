using GatewayKit.JsonSchema.Values;
using GatewayKit.OpenApi.Mocking.Examples.Planning;

namespace GatewayKit.OpenApi.Mocking.Examples.Writing;

/// <summary>Writes a value of a shape whose only choice is the type: the usual value first, then a smaller one, then random ones.</summary>
internal readonly struct LeafWriter(ExampleWriter writer)
{
    private static readonly int[] s_attempts = [3, 8, 40];

    public bool Write(Shape shape)
    {
        var first = FirstType(shape);
        var shift = writer.Shift;
        for (var attempt = 0; attempt < s_attempts[writer.Effort]; attempt++)
        {
            writer.Shift = shift + Math.Max(0, attempt - 1);
            var inclusion = attempt switch { 0 => Inclusion.Usual, 1 => Inclusion.Required, _ => Inclusion.Some };
            if (WriteTypes(shape, first, inclusion))
            {
                writer.Shift = shift;
                return true;
            }
            if (!shape.NeedsCheck || !writer.Work.Spend())
                break;
        }
        writer.Shift = shift;
        return false;
    }

    private bool WriteTypes(Shape shape, int first, Inclusion inclusion)
    {
        var start = writer.Buffer.Length;
        for (var i = 0; i < Count(shape); i++)
        {
            if (Write(shape, shape.Types[(first + i) % shape.Types.Length], inclusion) && writer.Allows(shape, start))
                return true;
            writer.Buffer.CutTo(start);
        }
        return false;
    }

    /// <summary>The number of types to try. If a choice was made, another choice is tried before another type.</summary>
    private int Count(Shape shape)
        => writer.Effort > 0 || !shape.NeedsCheck
            ? shape.Types.Length
            : Math.Min(shape.Source.Decided.Length > 0 ? 1 : 2, shape.Types.Length);

    private int FirstType(Shape shape)
    {
        if (shape.Types.Length < 2)
            return 0;
        // There is one null and there are two Booleans: further values must have another type.
        if (writer.Shift > 0 && shape.Types[0] is (JsonTypes.Null or JsonTypes.Boolean))
            return shape.Types[0] == JsonTypes.Null || writer.Shift > 1 ? 1 : 0;
        if (!writer.Varies)
            return 0;
        return shape.Types[^1] == JsonTypes.Null && writer.Random.Chance(10)
            ? shape.Types.Length - 1
            : writer.Random.Below(shape.UsualTypes);
    }

    private bool Write(Shape shape, JsonTypes type, Inclusion inclusion) => type switch
    {
        JsonTypes.Object => new ObjectWriter(writer).Write(shape.Object, inclusion),
        JsonTypes.Array => new ArrayWriter(writer).Write(shape.Array, inclusion),
        JsonTypes.String => new TextWriter(writer).Write(shape.Text, inclusion),
        JsonTypes.Number or JsonTypes.Integer => shape.Number is { } number && new NumberWriter(writer).Write(number, inclusion),
        JsonTypes.Boolean => Literal(writer.Varies ? writer.Random.Chance(50) : writer.Shift % 2 == 0),
        _ => Literal(null),
    };

    private bool Literal(bool? value)
    {
        writer.Buffer.Write(value switch { true => "true"u8, false => "false"u8, null => "null"u8 });
        return true;
    }
}
