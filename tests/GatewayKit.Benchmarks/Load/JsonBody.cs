using System.Globalization;
using System.Text;

namespace GatewayKit.Benchmarks.Load;

/// <summary>The body of requests and answers that plugins transform: a call of JSON-RPC with a list of orders, or the same list in
/// XML.</summary>
internal static class JsonBody
{
    private const string Envelope = "http://schemas.xmlsoap.org/soap/envelope/";

    /// <summary>Returns a body with exactly as many bytes, which end with white space.</summary>
    public static byte[] Json(int bytes) => Fill(
        bytes,
        """{"jsonrpc":"2.0","id":1,"method":"orders.list","params":{"orders":[""",
        i => $$"""{{(i == 0 ? "" : ",")}}{"id":{{Text(i)}},"customer":"internal-{{Text(i * 7919)}}","total":9.50}""",
        "]}}");

    /// <summary>Returns a body of about the same information.</summary>
    public static byte[] Xml(int bytes) => Fill(bytes, "<root><params>", Order, "</params></root>");

    /// <summary>Returns the answer of a SOAP service.</summary>
    public static byte[] Soap(int bytes) => Fill(
        bytes,
        $"""<s:Envelope xmlns:s="{Envelope}"><s:Body><ListResponse xmlns="urn:orders">""",
        Order,
        "</ListResponse></s:Body></s:Envelope>");

    private static string Order(int i)
        => $"<orders><id>{Text(i)}</id><customer>internal-{Text(i * 7919)}</customer><total>9.50</total></orders>";

    private static byte[] Fill(int bytes, string begin, Func<int, string> item, string end)
    {
        var text = new StringBuilder(begin);
        for (var i = 0; item(i) is var next && text.Length + next.Length + end.Length <= bytes; i++)
            text.Append(next);
        return Encoding.ASCII.GetBytes(text.Append(end).ToString().PadRight(bytes));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
