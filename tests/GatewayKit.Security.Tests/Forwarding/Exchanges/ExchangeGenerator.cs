namespace GatewayKit.Security.Tests.Forwarding.Exchanges;

/// <summary>Generates exchanges that are valid by RFC 9112, usual ones and odd ones.</summary>
internal sealed class ExchangeGenerator(Random random)
{
    private readonly RequestGenerator _requests = new(random);
    private readonly ResponseGenerator _responses = new(random);

    public ExchangeSpec Next()
    {
        var request = _requests.Next();
        return new ExchangeSpec
        {
            Request = request,
            Response = _responses.Next(request),
            Site = random.Next(4) == 0 ? "changed" : "plain",
            Pieces = random.Next(3) switch { 0 => 1, 1 => 2, _ => random.Next(2, 12) },
            CutSeed = random.Next(),
        };
    }
}
