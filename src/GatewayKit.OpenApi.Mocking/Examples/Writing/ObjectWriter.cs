using GatewayKit.OpenApi.Mocking.Examples.Planning;

namespace GatewayKit.OpenApi.Mocking.Examples.Writing;

/// <summary>Writes objects: the declared properties in their order, then as many others as required.</summary>
internal readonly struct ObjectWriter(ExampleWriter writer)
{
    public bool Write(ObjectShape shape, Inclusion inclusion)
    {
        if (shape.IsImpossible || shape.MinimumCount > Math.Min(shape.MaximumCount, writer.Work.Left))
            return false;
        var chosen = new MemberSelection(writer, shape).Choose(inclusion);
        writer.Depth++;
        writer.Buffer.Write((byte)'{');
        var written = WriteMembers(shape, chosen, inclusion);
        writer.Buffer.Write((byte)'}');
        writer.Depth--;
        return written;
    }

    private bool WriteMembers(ObjectShape shape, bool[] chosen, Inclusion inclusion)
    {
        var (first, count) = (true, 0);
        for (var i = 0; i < chosen.Length; i++)
        {
            if (!chosen[i])
                continue;
            chosen[i] = WriteMember(shape.Members[i], ref first);
            if (!chosen[i] && shape.Members[i].IsRequired)
                return false;
            count += chosen[i] ? 1 : 0;
        }
        for (var i = 0; i < chosen.Length && count < shape.MinimumCount; i++)
            count += !chosen[i] && !shape.Members[i].IsHidden && (chosen[i] = WriteMember(shape.Members[i], ref first)) ? 1 : 0;

        var wanted = inclusion == Inclusion.Usual && !writer.IsLean ? Math.Min(shape.UsualNames, shape.MaximumCount - count) : 0;
        var missing = shape.MinimumCount - count;
        return (missing <= 0 && wanted <= 0) || WriteOthers(shape, Math.Max(missing, wanted), ref first) >= missing;
    }

    private bool WriteMember(Member member, ref bool first)
    {
        var start = writer.Buffer.Length;
        if (!first)
            writer.Buffer.Write((byte)',');
        writer.Buffer.Write(member.Json);
        var kind = writer.Kind;
        writer.Kind = member.Kind;
        var written = writer.Write(member.ShapeFor(writer.Work));
        writer.Kind = kind;
        if (written)
            first = false;
        else
            writer.Buffer.CutTo(start);
        return written;
    }

    /// <summary>Writes properties with generated names, and returns their number.</summary>
    private int WriteOthers(ObjectShape shape, int count, ref bool first)
    {
        var names = new MemberNames(writer, shape);
        var written = 0;
        for (var attempt = 0; written < count && attempt < (2 * count) + 16 && writer.Work.Spend(); attempt++)
        {
            if (names.Next(attempt) is { } name
                && shape.MemberOf(name) is { IsHidden: false } member
                && !writer.IsWithin(member.ShapeFor(writer.Work))
                && WriteMember(member, ref first))
                written++;
        }
        return written;
    }
}
