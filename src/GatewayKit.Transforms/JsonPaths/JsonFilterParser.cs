namespace GatewayKit.Transforms;

/// <summary>Reads the condition of a filter (RFC 9535, section 2.3.5.1).</summary>
/// <param name="reader">The reader of the path, behind the question mark.</param>
/// <param name="paths">The parser of the path.</param>
internal sealed class JsonFilterParser(JsonPathReader reader, JsonPathParser paths)
{
    // Longer ones first.
    private static readonly string[] s_operators = ["==", "!=", "<=", ">=", "<", ">"];

    /// <exception cref="JsonPathException">The condition isn't valid.</exception>
    public JsonCondition Parse()
    {
        reader.Enter();
        var condition = ReadJoined("||", () => ReadJoined("&&", ReadBasic, needsAll: true), needsAll: false);
        reader.Leave();
        return condition;
    }

    private JsonCondition ReadJoined(string separator, Func<JsonCondition> read, bool needsAll)
    {
        var conditions = new List<JsonCondition>();
        while (true)
        {
            reader.SkipBlanks();
            conditions.Add(read());
            var end = reader.At;
            reader.SkipBlanks();
            if (reader.Skip(separator))
                continue;

            reader.At = end;
            return conditions is [var single] ? single : new JoinedConditions(needsAll, conditions);
        }
    }

    private JsonCondition ReadBasic()
    {
        var isNegated = reader.Skip("!");
        if (isNegated)
            reader.SkipBlanks();
        var condition = reader.IsAt("(") ? ReadParenthesis() : ReadTest(isNegated);
        return isNegated ? new NegatedCondition(condition) : condition;
    }

    private JsonCondition ReadParenthesis()
    {
        reader.Expect("(");
        var condition = Parse();
        reader.SkipBlanks();
        reader.Expect(")");
        return condition;
    }

    private JsonCondition ReadTest(bool isNegated)
    {
        var query = ReadQuery();
        var left = query is null ? new JsonOperand(ReadConstant()) : null;
        var end = reader.At;
        reader.SkipBlanks();
        if ((isNegated ? null : ReadOperator()) is not { } comparer)
        {
            reader.At = end;
            return query is null ? throw reader.Error("a comparison is expected") : new ExistenceCondition(query);
        }

        left ??= Operand(query!);
        reader.SkipBlanks();
        var right = ReadQuery() is { } other ? Operand(other) : new JsonOperand(ReadConstant());
        return new JsonComparison(left, comparer, right);
    }

    private JsonFilterQuery? ReadQuery()
    {
        var isRelative = reader.Skip("@");
        return isRelative || reader.Skip("$") ? new JsonFilterQuery(isRelative, paths.ReadSegments()) : null;
    }

    private JsonOperand Operand(JsonFilterQuery query)
        => query.Path.IsSingular
            ? new JsonOperand(query)
            : throw reader.Error("a path in a comparison must select one value, without '*', ranges, '..' and filters");

    private string? ReadOperator() => Array.Find(s_operators, reader.Skip);

    private JsonTree ReadConstant()
    {
        if (reader.Next is '\'' or '"')
            return JsonTree.String(reader.ReadString());
        if (reader.IsAtInteger)
            return JsonTree.Number(reader.ReadNumber());

        return reader.ReadWord() switch
        {
            "true" => JsonTree.Boolean(true),
            "false" => JsonTree.Boolean(false),
            "null" => JsonTree.Null(),
            "" => throw reader.Error("a path such as @.name, a text in quotes, a number, true, false or null is expected"),
            _ when reader.IsAt("(") => throw reader.Error("functions aren't supported"),
            _ => throw reader.Error("a path such as @.name, a text in quotes, a number, true, false or null is expected"),
        };
    }
}
