using GatewayKit;

namespace Courier;

public sealed record CourierOptions
{
    public string Text { get; init; } = "delivered";

    [Secret]
    public string Token { get; init; } = "";
}
