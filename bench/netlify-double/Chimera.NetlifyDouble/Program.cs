using Chimera.NetlifyDouble;

// Prints where its API is, the token, and where visitors find what is published; runs until its input ends.
using NetlifyService service = new();
Console.WriteLine($"api {service.Api}");
Console.WriteLine($"site {NetlifyService.Site}");
Console.WriteLine($"token {NetlifyService.Token}");
Console.WriteLine($"visit {service.Address}");
Console.Out.Flush();
Console.In.ReadToEnd();
return 0;
