namespace GatewayKit.AccessLog;

/// <summary>The bodies of an exchange that are logged.</summary>
internal sealed class CapturedBodies
{
    public CapturedBody? Request { get; set; }

    public CapturedBody? Response { get; set; }

    public void Release()
    {
        Request?.Release();
        Response?.Release();
    }
}
