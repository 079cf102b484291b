using System.Globalization;
using System.Text;

namespace GatewayKit.Security.Tests.Forwarding.Exchanges;

/// <summary>A generated request and the response to it.</summary>
public sealed record ExchangeSpec
{
    /// <summary>The header by which the upstream knows what to respond.</summary>
    public const string IdField = "X-Exchange";

    public RequestSpec Request { get; init; } = new();

    public ResponseSpec Response { get; init; } = new();

    /// <summary>The kind of route: <c>plain</c> or <c>changed</c>, which has transforms.</summary>
    public string Site { get; init; } = "plain";

    /// <summary>The number of pieces that the bytes of each side are sent in.</summary>
    public int Pieces { get; init; } = 1;

    /// <summary>The seed of the places where the bytes are cut.</summary>
    public int CutSeed { get; init; }

    /// <summary>Where bytes are cut into pieces, in order.</summary>
    public IReadOnlyList<int> Cuts(int length)
    {
        var random = new Random(CutSeed);
        return [.. Enumerable.Range(1, Pieces - 1).Select(_ => random.Next(length)).Order()];
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"site {Site}, {Pieces} pieces (cut by {CutSeed})");
        text.Append(Response.IsEarly ? ", response before the body" : "").Append(Response.Closes ? ", then closes" : "");
        text.Append("\n--- request\n").Append(Show(Request.Bytes("HOST", "ID")));
        text.Append("\n--- response\n").Append(Show(Response.Bytes(Request.IsHead)));
        return text.ToString();
    }

    /// <summary>Shows bytes in one line of text for each line.</summary>
    public static string Show(string bytes)
    {
        var text = new StringBuilder();
        foreach (var character in bytes.Length > 2000 ? string.Concat(bytes.AsSpan(0, 2000), "...") : bytes)
        {
            text.Append(character switch
            {
                '\r' => "\\r",
                '\n' => "\\n\n",
                < ' ' or > '~' => string.Create(CultureInfo.InvariantCulture, $"\\x{(int)character:x2}"),
                _ => $"{character}",
            });
        }

        return text.ToString();
    }
}
