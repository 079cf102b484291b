namespace GatewayKit.Portal;

/// <summary>The SMTP server that sends the e-mail of the portal.</summary>
public sealed class PortalSmtpOptions
{
    /// <summary>The host name of the server. Required.</summary>
    public string Host { get; set; } = "";

    /// <summary>The port, 1 to 65,535. Default: 587.</summary>
    public int Port { get; set; } = 587;

    /// <summary>The sender, such as <c>Acme APIs &lt;apis@example.com&gt;</c>. Required.</summary>
    public string From { get; set; } = "";

    /// <summary>The user name. Default: none, without authentication.</summary>
    public string? UserName { get; set; }

    /// <summary>The password of the user.</summary>
    public string? Password { get; set; }

    /// <summary>Whether the connection must be encrypted: by TLS at port 465, otherwise by STARTTLS. Turn it off only for a server of the
    /// same machine. Default: true.</summary>
    public bool RequireTls { get; set; } = true;

    /// <summary>The maximum time to send a message, 1 s to 5 minutes. Default: 30 s.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);
}
