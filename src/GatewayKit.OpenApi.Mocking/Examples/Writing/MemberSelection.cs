using GatewayKit.JsonSchema.Values;
using GatewayKit.OpenApi.Mocking.Examples.Planning;

namespace GatewayKit.OpenApi.Mocking.Examples.Writing;

/// <summary>Chooses the properties of an object.</summary>
internal readonly struct MemberSelection(ExampleWriter writer, ObjectShape shape)
{
    public bool[] Choose(Inclusion inclusion)
    {
        var chosen = new bool[shape.Members.Length];
        var count = 0;
        for (var i = 0; i < chosen.Length; i++)
        {
            var member = shape.Members[i];
            // Only a check finds a property that is required in either direction.
            chosen[i] = member.IsRequired ? !member.IsHidden || writer.Effort > 0 : !member.IsHidden && IsWanted(member, inclusion);
            count += chosen[i] ? 1 : 0;
        }
        if (shape.Dependencies.Count > 0)
            count = AddDependents(chosen);
        for (var i = chosen.Length - 1; i >= 0 && count > shape.MaximumCount; i--)
        {
            if (!chosen[i] || shape.Members[i].IsRequired)
                continue;
            chosen[i] = false;
            count--;
        }
        return chosen;
    }

    private bool IsWanted(Member member, Inclusion inclusion)
    {
        var isWanted = inclusion switch
        {
            Inclusion.Required => false,
            Inclusion.Some => writer.Random.Chance(50),
            _ => !writer.Varies || writer.Depth <= 1 || writer.Random.Chance(75),
        };
        return isWanted && !writer.IsLean && !IsRecursive(member.ShapeFor(writer.Work));
    }

    private bool IsRecursive(Shape shape) => shape.Types is [JsonTypes.Array, ..] ? writer.IsRepeated(shape) : writer.IsWithin(shape);

    private int AddDependents(bool[] chosen)
    {
        // One property may remove what another adds, so the number of passes is limited.
        var grown = true;
        for (var round = 0; grown && round <= shape.Dependencies.Count; round++)
        {
            grown = false;
            foreach (var (name, required) in shape.Dependencies)
            {
                if (Find(name) is not (>= 0 and var trigger) || !chosen[trigger])
                    continue;
                foreach (var other in required)
                    grown |= Include(chosen, other, trigger);
            }
        }
        return chosen.Count(member => member);
    }

    /// <summary>Adds the properties that another property requires; removes that property if this isn't possible.</summary>
    private bool Include(bool[] chosen, string name, int trigger)
    {
        var place = Find(name);
        if (place >= 0 && chosen[place])
            return false;
        if (place >= 0)
            return chosen[place] = true;
        var isTaken = chosen[trigger];
        chosen[trigger] = shape.Members[trigger].IsRequired;
        return isTaken && !chosen[trigger];
    }

    private int Find(string name) => Array.FindIndex(shape.Members, member => member.Name == name);
}
